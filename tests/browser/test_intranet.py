"""The intranet in a browser, wide and narrow, with and without scripts."""

import pytest

from tests.browser.dataset import EDITOR, PASSWORD

pytestmark = pytest.mark.needs("chromium")

ADDRESS = "/intranat/"


@pytest.fixture
def open_intranet(open_page):
    def open_intranet(**options):
        page = open_page(f"/logga-in/?next={ADDRESS}", **options)
        page.locator("#id_login").fill(EDITOR)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        page.wait_for_url(f"**{ADDRESS}")
        return page

    return open_intranet


def test_the_intranet_has_no_axe_violations_and_no_overflow(open_intranet, faults_by_look):
    page = open_intranet()

    assert page.locator("h1").inner_text() == "Intranät"
    assert faults_by_look(page) == {}


def test_news_and_working_material_open_without_javascript(open_intranet):
    page = open_intranet(javascript=False)
    page.get_by_test_id("news").get_by_role("link").first.click()
    assert page.locator("h1").inner_text() == "Nytt underlag inför hösten"

    page.locator(".foot").get_by_role("link", name="Intranät").click()
    page.get_by_role("link", name="Utkast om uppföljning").click()
    assert page.locator("h1").inner_text() == "Utkast om uppföljning"

    page.go_back()
    assert page.request.get(page.get_by_role("link", name="Frågor att arbeta").get_attribute("href")).text() == "Utkast"


def test_contacts_are_found_from_here_without_javascript(open_intranet):
    page = open_intranet(javascript=False)
    page.get_by_test_id("contacts").get_by_role("searchbox").fill(EDITOR)
    page.get_by_test_id("contacts").get_by_role("button").click()

    assert page.locator("h1").inner_text() == "Kontakter"
    assert page.get_by_role("link", name=EDITOR).is_visible()


def test_contacts_have_no_axe_violations_and_no_overflow(open_intranet, faults_by_look):
    page = open_intranet()
    page.goto(page.url.replace(ADDRESS, "/mina-sidor/kontakter/?lan="))

    assert faults_by_look(page) == {}

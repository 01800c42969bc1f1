"""Every form of those who send in, in a browser: accessible, by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.submissions.dataset import MUNICIPALITY, OFFICER, TOKEN

pytestmark = pytest.mark.needs("chromium")
YEAR_AND_NUMBER = re.compile(r"/mina-sidor/arenden/\d{4}-\d{4}/$")
KINDS = ("ny-plan", "beslut", "rapport", "innehallsforslag", "tema", "erfarenhet", "inbjudan")


def test_no_page_of_a_sender_has_axe_violations_or_overflow(signed_in, faults_by_look):
    page = signed_in("/mina-sidor/")
    organisation = f"/mina-sidor/organisation/{MUNICIPALITY}/"
    paths = ["/mina-sidor/", organisation, f"{organisation}stammer/", "/mina-sidor/skicka/", "/mina-sidor/arenden/"]
    page.goto("/mina-sidor/arenden/")
    case = page.get_by_role("link", name="Väntar på svar").first.get_attribute("href")
    paths += [f"/mina-sidor/skicka/{kind}/" for kind in KINDS]
    paths += [f"{case}{part}" for part in ("", "svara/", "aterkalla/", "kvitto/")]
    paths += ["/tipsa/", "/tipsa/?tack=2026-0001"]

    assert {path: found for path in paths if (found := faults_after(page, path, faults_by_look))} == {}


def faults_after(page: Page, path: str, check):
    page.goto(path)
    return check(page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_form_has_no_axe_violations_and_names_its_errors(signed_in, faults, kind):
    page = signed_in(f"/mina-sidor/skicka/{kind}/")
    page.get_by_role("button", name=re.compile("^(Skicka|Gå vidare|Fortsätt)$")).click()

    assert page.title().startswith("Fel:")
    assert page.locator(".field__error").count() >= 1
    assert faults(page) == []


def test_a_theme_is_sent_by_keyboard_alone_and_similar_ones_are_shown_while_typing(signed_in, faults):
    page = signed_in("/mina-sidor/skicka/tema/")
    type_in(page, "#id_title", "Läsning hos de yngsta")
    page.locator(".similar a").wait_for()
    assert "Läsning hos de yngsta" in page.locator(".similar").inner_text()
    type_in(page, "#id_text", "Vi ser att det behövs.")
    for name in ("addressed_to", "follow_up"):
        tab_to(page, f"[name={name}]")
        page.keyboard.press("Space")
    tab_to(page, "button[name=skicka]")
    page.keyboard.press("Enter")
    page.get_by_test_id("similar").wait_for()
    assert faults(page) == []
    tab_to(page, "button[name=skicka]")
    page.keyboard.press("Enter")
    page.wait_for_url(YEAR_AND_NUMBER)

    assert page.get_by_test_id("state").inner_text() == "Mottaget"


def type_in(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


@pytest.mark.parametrize("way", ["account", "link"])
def test_a_plan_takes_two_pages_without_javascript(open_page, signed_in, plan_on_disk, way):
    first = "/mina-sidor/skicka/ny-plan/"
    if way == "account":
        page = signed_in(first, javascript=False)
    else:
        page = open_page(f"/lank/?nyckel={TOKEN}", javascript=False)
        assert page.url.endswith(f"/mina-sidor/organisation/{MUNICIPALITY}/stammer/")
        page.goto(first)
    page.locator("#id_file").set_input_files(plan_on_disk)
    page.locator("button[name=skicka]").click()
    page.locator("#id_title").wait_for()
    assert page.locator("#id_title").input_value() == "Biblioteksplan för Östhammar kommun 2024–2027"
    assert page.get_by_test_id("evidence").count() >= 5
    page.locator("button[name=skicka]").click()

    assert YEAR_AND_NUMBER.search(page.url)
    assert "plan.html" in page.get_by_test_id("attachments").inner_text()


def test_a_draft_is_saved_found_again_and_sent_without_javascript(signed_in):
    page = signed_in("/mina-sidor/skicka/inbjudan/", javascript=False)
    page.locator("#id_title").fill("En sammankomst")
    page.get_by_role("button", name="Spara utkast").click()
    page.get_by_role("link", name="En sammankomst").click()

    assert page.locator("#id_title").input_value() == "En sammankomst"


def test_the_link_of_a_mail_confirms_by_one_button(open_page, faults_by_look):
    page = open_page(f"/lank/?nyckel={TOKEN}")
    assert TOKEN not in page.url
    assert faults_by_look(page) == {}
    page.get_by_role("button", name="Ja, allt stämmer").press("Enter")
    page.get_by_role("link", name="Er öppna sida").click()

    assert "bekräftade den" in page.get_by_test_id("confirmed").inner_text()


def test_a_region_sends_a_link_by_keyboard(signed_in, faults_by_look):
    page = signed_in("/mina-sidor/lankar/", OFFICER)
    page.locator("#id_organisation").select_option(MUNICIPALITY)
    type_in(page, "#id_email", "ny@osthammar.example")
    page.keyboard.press("Enter")
    page.get_by_text("Länken är skickad").wait_for()

    assert "ny@osthammar.example" in page.get_by_test_id("links").inner_text()
    assert faults_by_look(page) == {}


def test_a_tip_is_sent_without_javascript(open_page):
    page = open_page("/tipsa/", javascript=False)
    page.locator("#id_organisation").select_option(MUNICIPALITY)
    page.locator("#id_source_url").fill("https://www.osthammar.example/plan")
    page.get_by_role("button", name="Skicka tipset").click()

    assert page.locator("h1").inner_text() == "Tack för tipset"

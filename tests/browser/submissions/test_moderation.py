"""A plan's way through region and KB in browsers of their own, and the moderators' screens."""

import re
import sqlite3
from contextlib import closing
from http import HTTPStatus

import pytest
from playwright.sync_api import Page

from tests.browser.fault_kinds import fault_kind
from tests.browser.submissions.dataset import EDITOR, NEIGHBOUR, OFFICER, OTHER_OFFICERS

pytestmark = pytest.mark.needs("chromium")
TITLE = "Biblioteksplan för Östhammar kommun 2024–2027"
FOUND = "Biblioteksplan för Östhammar kommun"  # as search shows it, where another part of the title may stand apart
STOCK_LIST = "/admin/documents/"
VIEWS = ("/admin/arenden/", "/admin/utskick/", "/admin/lankar/")
HIDDEN = (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.FOUND)  # found: municipalities have no admin


@pytest.fixture
def others(signed_in):
    """The officers of two other regions and the contributor of another municipality, at their pages."""
    officers = [signed_in("/admin/arenden/", email) for email in OTHER_OFFICERS.values()]
    return [*officers, signed_in("/mina-sidor/", NEIGHBOUR)]


@pytest.fixture
def look(others, site_folder):
    """Finds nothing of a case with those whom it does not concern: number, path and file as moderators have them."""
    counts = [counted(page) for page in others]

    def look(number: str, case: str, file: str) -> None:
        for page, before in zip(others, counts, strict=True):
            own = f"/mina-sidor/arenden/{number}/"
            for path in (case, file, f"{case}export/", own, f"{own}kvitto/", f"{own}fil/{file.split('/')[-2]}/"):
                assert (path, page.request.get(path, max_redirects=0).status in HIDDEN) == (path, True)
            for path in ("/mina-sidor/arenden/", "/admin/arenden/", "/admin/", f"/admin/arenden/?q={number}"):
                assert case not in page.request.get(path).text()
            assert counted(page) == before
        assert mails_to({*OTHER_OFFICERS.values(), NEIGHBOUR}, site_folder) == 0

    return look


def counted(page: Page) -> list[str]:
    """What the columns of a desk are headed with, numbers included; nothing for those without desk."""
    return re.findall(r'<h2 id="kolumn-[^>]*>([^<]*)', page.request.get("/admin/arenden/").text())


def mails_to(people: set[str], folder) -> int:
    """Notices to people in the database of the served site, sent or waiting."""
    marks = ", ".join("?" * len(people))
    with closing(sqlite3.connect(folder / "site.sqlite3")) as database:
        query = f"""SELECT count(*) FROM notifications_notice n LEFT JOIN accounts_user u ON u.id = n.user_id
                    WHERE u.email IN ({marks}) OR n.address IN ({marks})"""
        return int(database.execute(query, [*people, *people]).fetchone()[0])


def listed(page: Page) -> tuple[bool, bool]:
    """Whether the register's API has the plan, and whether search finds it by a word of its text.

    In all plans: the owner has one that begins later.
    """
    found = page.request.get("/sok/?q=besök&scope=alla").text()
    return TITLE in str(page.request.get("/api/v1/plans").json()), FOUND in found


def act(page: Page, case: str, action: str, **values: str) -> None:
    """Open a case on the desk, fill in the form of an action and send it."""
    page.goto(case)
    button = page.locator(f"button[name=action][value={action}]")
    page.locator("details", has=button).locator("summary").click()
    for name, value in values.items():
        field = page.locator(f"[name={action}-{name}]")
        if field.first.get_attribute("type") == "checkbox":
            page.locator(f"[name={action}-{name}][value={value}]").check()
        else:
            field.fill(value)
    button.click()
    page.locator(".messages .success").wait_for()


def test_a_plan_goes_from_the_municipality_by_the_region_and_kb_to_the_register(signed_in, look, plan_on_disk):
    municipality = signed_in("/mina-sidor/skicka/ny-plan/")
    municipality.locator("#id_file").set_input_files(plan_on_disk)
    municipality.locator("button[name=skicka]").click()
    municipality.locator("#id_title").wait_for()
    municipality.locator("button[name=skicka]").click()
    own = municipality.locator("[data-case]")
    number = own.get_attribute("data-case")

    region = signed_in("/admin/arenden/", OFFICER)
    link = region.locator(f".desk a:has-text('{number}')")
    case = link.get_attribute("href")
    link.click()
    file = region.locator("a[href*='/filer/']").get_attribute("href")
    look(number, case, file)
    act(region, case, "komplettering", fields_asked="dnr", message="Vilket diarienummer?")
    look(number, case, file)

    municipality.reload()
    municipality.get_by_role("link", name="Svara", exact=True).click()
    municipality.locator("#id_dnr").fill("KS 2023/1092")
    municipality.get_by_role("button", name="Skicka svaret").click()
    own.wait_for()
    look(number, case, file)
    act(region, case, "tillstyrk")
    look(number, case, file)
    assert listed(region) == (False, False)

    kb = signed_in("/admin/arenden/", EDITOR)
    act(kb, case, "anta")
    look(number, case, file)

    municipality.reload()
    municipality.get_by_role("link", name="Se planen i registret").click()
    assert municipality.get_by_text("KS 2023/1092").first.is_visible()
    assert listed(municipality) == (True, True)


def test_moderators_screens_have_no_fault_that_a_stock_list_has_not_and_fit_a_phone(signed_in, faults):
    page = signed_in("/admin/arenden/", EDITOR)
    case = page.locator(".desk-case a").first.get_attribute("href")

    def kinds(path: str) -> set[str]:
        page.goto(path)
        for details in page.locator("details.desk-action").all():
            details.locator("summary").click()
        return {fault_kind(fault) for fault in faults(page)}

    stock = kinds(STOCK_LIST)
    paths = (*VIEWS, case)
    assert {path: kinds(path) - stock for path in paths} == {path: set() for path in paths}

    page.set_viewport_size({"width": 390, "height": 844})
    wide = [path for path in paths if page.goto(path) and page.evaluate("document.documentElement.scrollWidth") > 390]
    assert wide == []

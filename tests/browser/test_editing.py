"""KB's editors at work in the admin, by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.dataset import EDITOR, NOW, PASSWORD, STOCK_FORM
from tests.browser.fault_kinds import fault_kind

pytestmark = pytest.mark.needs("chromium")

FURTHEST = 150  # steps of the tab key that anybody could bear


def reach(page: Page, selector: str) -> None:
    """Tab on to an element."""
    for _step in range(FURTHEST):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The tab key does not lead to {selector}.")


def write(page: Page, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


@pytest.fixture
def admin(open_page):
    page = open_page("/admin/")
    write(page, "#id_login", EDITOR)
    write(page, "#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/admin/$"))
    return page


def test_a_report_is_written_and_published_by_keyboard(admin):
    admin.goto("/admin/rapporter/")
    press(admin, "a[href*='/rapporter/choose_parent/']")
    admin.wait_for_url("**/rapporter/choose_parent/**")
    reach(admin, "input[name=region][value='03']")
    admin.keyboard.press("Space")
    press(admin, "button[name=regioner]")
    admin.locator("[data-edit-form]").wait_for()

    write(admin, "#id_title", "Skriven med tangenter")
    write(admin, "#id_summary", "Om planerna märks i budgeten.")
    write(admin, "#id_follow_up", "hur planerna anv")
    press(admin, "footer button[data-w-dropdown-target=toggle]")
    press(admin, "button[name=action-publish]")
    admin.wait_for_url("**/admin/rapporter/")

    admin.goto("/regioner/03-region-uppsala/skriven-med-tangenter/")
    facts = admin.locator("[data-testid=report] dd").all_inner_texts()
    assert facts == ["Regional rapport", str(NOW), "Region Uppsala", "Hur planerna används"]


def test_a_summary_is_offered_its_own_plans_editions(admin):
    admin.goto("/admin/pages/search/?q=Sammanfattningar")
    section = admin.locator("table a[href*='/edit/']", has_text="Sammanfattningar av planer").first
    number = section.get_attribute("href").partition("/edit/")[0].rpartition("/")[2]
    admin.goto(f"/admin/pages/add/plan_summaries/plansummarypage/{number}/")
    admin.locator("[data-edit-form]").wait_for()
    admin.locator("#id_plan-chooser button[data-chooser-action-choose]").click()
    choice = admin.locator("[data-chooser-modal-choice]").first
    plan = " ".join(choice.inner_text().split())
    choice.click()
    admin.locator(".modal").wait_for(state="detached")
    admin.locator(".c-sf-add-button").first.click()
    admin.locator("#statements-0-value-edition-chooser button[data-chooser-action-choose]").click()
    admin.locator("[data-chooser-modal-choice]").first.wait_for()

    named = admin.locator("[data-chooser-modal-choice]").all_inner_texts()
    assert {name.rpartition(",")[0] for name in named} == {plan}


FORMS = [  # the title of one page of each type
    "Träffpunkt biblioteksplaner",
    "Om biblioteksplaner",
    "Tillgänglighet",
    "Planer som används",
    "Skriva en plan",
    "Börja",
    "Så används planerna i länet",
    "Region Skåne",
    "Så läste vi planen",
    "En dag om barn",
]


def form_faults(admin: Page, faults: Callable[[Page], list[str]], title: str) -> set[str]:
    """The kinds of fault in the form of the page with a title: rule, element, its classes and its name."""
    admin.goto(f"/admin/pages/search/?q={title}")
    admin.locator("table a[href*='/edit/']").get_by_text(title, exact=True).first.click()
    admin.locator("[data-edit-form]").wait_for()
    return {fault_kind(fault) for fault in faults(admin)}


@pytest.mark.slow
def test_forms_have_no_fault_that_wagtails_own_have_not(admin, faults):
    """Compared on the machine and in the run at hand: what its minimap does, say, depends on the fonts."""
    stock = form_faults(admin, faults, STOCK_FORM)

    assert {title: form_faults(admin, faults, title) - stock for title in FORMS} == {title: set() for title in FORMS}


STOCK_LIST = "/admin/documents/"
VIEWS = [
    "/admin/settings/home/sitesettings/",
    "/admin/oversattningar/",
    "/admin/",
    "/admin/sok/?q=plan",
    "/admin/planer/utan-agare/nasta/",
    "/admin/planer/",
    "/admin/filer/",
]


def test_views_of_ours_have_no_fault_that_a_stock_list_has_not(admin, faults):
    def kinds(path: str) -> set[str]:
        admin.goto(path)
        return {fault_kind(fault) for fault in faults(admin)}

    stock = kinds(STOCK_LIST)

    assert {path: kinds(path) - stock for path in VIEWS} == {path: set() for path in VIEWS}


def test_files_are_given_their_owners_by_keyboard(admin):
    press(admin, "#att-gora-utan-agare td a")
    owners = []
    for _file in range(2):
        admin.locator(".owner-queue").wait_for()
        assert admin.evaluate("document.activeElement.name") == "organisation"
        owners.append(admin.locator("#id_organisation option:checked").inner_text())
        address = admin.url
        press(admin, ".owner-queue__form button[type=submit]")
        admin.wait_for_function("before => location.href != before", arg=address)

    assert owners == ["Simrishamns kommun", "Region Skåne"]
    assert admin.get_by_text("Alla filer har en ägare.").is_visible()

"""KB's editors at work in the admin, by keyboard alone."""

import pytest
from playwright.sync_api import Page

from tests.browser.dataset import EDITOR, NOW, PASSWORD

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
    page = open_page("/admin/login/")
    write(page, "#id_username", EDITOR)
    write(page, "#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    return page


def test_a_report_is_written_and_published_by_keyboard(admin):
    admin.goto("/admin/rapporter/")
    press(admin, "a[href*='/rapporter/choose_parent/']")
    admin.wait_for_url("**/choose_parent/**")
    press(admin, ".chooser__choose-button")
    admin.locator(".modal-body a.choose-page").first.wait_for()
    press(admin, ".modal-body a.choose-page[data-title=Rapporter]")
    press(admin, "main button[type=submit]")
    admin.wait_for_url("**/add/reports/reportpage/**")

    write(admin, "#id_title", "Skriven med tangenter")
    write(admin, "#id_summary", "Om planerna märks i budgeten.")
    write(admin, "#id_follow_up", "hur planerna anv")
    write(admin, "#id_level", "reg")
    press(admin, "[id^=id_organisations-0] button[data-chooser-action-choose]")
    reach(admin, ".modal-body input[name=q]")
    admin.keyboard.insert_text("region upps")  # at once: answers to its beginnings may come late
    admin.locator(".modal-body").get_by_text("Region Stockholm").wait_for(state="detached")
    press(admin, "[data-chooser-modal-choice]")
    admin.locator(".modal").wait_for(state="detached")
    press(admin, "footer button[data-w-dropdown-target=toggle]")
    press(admin, "button[name=action-publish]")
    admin.wait_for_url("**/admin/pages/*/")

    admin.goto("/rapporter/skriven-med-tangenter/")
    facts = admin.locator("[data-testid=report] dd").all_inner_texts()
    assert facts == ["Regional rapport", str(NOW), "Region Uppsala", "Hur planerna används"]

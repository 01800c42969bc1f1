"""The chapter on a plan with its adoption and extension."""

import pytest

from tests.browser.handbook.steps import choose, fill, open_menu, press

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

FILE = {
    "name": "plan.html",
    "mimeType": "text/html",
    "buffer": b"<html lang=sv><h1>Plan</h1><p>Alla ska l\xc3\xa4sa.</p></html>",
}


@pytest.fixture
def new_plan(editor, picture):
    """The form of a plan that has just been registered by the steps of its chapter.

    No other test gives Ystad a plan: the form would ask whether two of the same days are right.
    """
    open_menu(editor, "Biblioteksplaner", "Registret")
    press(editor, "Lägg till plan")
    press(editor, "Lägg till ägare")
    choose(editor, editor.locator("#id_owners-0-organisation-chooser"), "Ystads kommun")
    fill(editor, {"title": "Biblioteksplan 2023–2026", "kind": "kommunal biblioteksplan"})
    fill(editor, {"starts": "2023-01-01", "ends": "2026-12-31"})
    press(editor, "Lägg till beslut")
    fill(editor, {"decisions-0-kind": "antagande", "decisions-0-decided_on": "2022-11-17"})
    editor.locator("#id_decisions-0-kind").scroll_into_view_if_needed()
    picture(editor, "plan-antagande")
    editor.locator("#id_new_file").set_input_files([FILE])
    press(editor, "Skapa")
    editor.wait_for_url("**/admin/planer/")
    return editor


def open_plan(page, title):
    page.goto(f"/admin/planer/?q={title}")
    page.get_by_role("link", name=title).first.click()
    page.locator("#id_title").wait_for()


def test_a_plan_is_adopted_and_extended(new_plan, picture):
    open_plan(new_plan, "Biblioteksplan 2023–2026")
    press(new_plan, "Lägg till beslut")
    fill(new_plan, {"decisions-1-kind": "förlängning", "decisions-1-decided_on": "2026-09-10"})
    fill(new_plan, {"decisions-1-new_end": "2027-12-31"})
    new_plan.locator("#id_decisions-1-kind").scroll_into_view_if_needed()
    picture(new_plan, "plan-forlangning")
    press(new_plan, "Spara")
    new_plan.wait_for_url("**/admin/planer/")

    new_plan.goto("/planer/1286-ystad/")
    assert "Gäller till och med 31 december 2027" in new_plan.locator("main").inner_text()

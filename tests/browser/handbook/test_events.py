"""The chapter on a Träffpunkt, announced and closed."""

import pytest

from tests.browser.handbook.steps import fill, open_menu, open_tab, press, publish

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_a_traffpunkt_is_announced_and_closed(editor, picture):
    open_menu(editor, "Att göra")
    press(editor, "Ny Träffpunkt")
    fill(editor, {"title": "Handbokens dag", "summary": "En dag om planer.", "kind": "heldag på plats"})
    fill(editor, {"follow_up": "hur planerna används"})
    picture(editor, "traffpunkt-innehall")
    open_tab(editor, "Tid och plats")
    fill(editor, {"starts": "2026-02-03 09:30", "ends": "2026-02-03 16.00", "place": "Kungliga biblioteket"})
    publish(editor)

    open_menu(editor, "Att göra")
    editor.locator("#att-gora-ej-avslutade").get_by_role("link", name="Avsluta dem").click()
    editor.get_by_role("link", name="Handbokens dag").first.click()
    open_tab(editor, "Tid och plats")
    fill(editor, {"state": "Genomförd"})
    publish(editor)

    editor.goto("/traffpunkt/handbokens-dag/")
    assert "Genomförd" in editor.locator("main").inner_text()

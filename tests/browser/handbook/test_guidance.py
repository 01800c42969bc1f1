"""The chapter on guidance with three steps."""

import pytest

from tests.browser.handbook.steps import fill, open_menu, open_tab, press, publish

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_guidance_gets_three_steps(editor, picture):
    open_menu(editor, "Att göra")
    press(editor, "Ny vägledning")
    fill(editor, {"title": "Följa upp en plan", "summary": "Från mål till mått.", "follow_up": "hur planerna används"})
    fill(editor, {"target_group": "Den som leder ett bibliotek", "version": "1", "version_date": "2026-11-02"})
    press(editor, "Spara utkast")
    editor.wait_for_url("**/edit/**")
    guidance = editor.url
    for title in ("Välj mål", "Mät", "Berätta"):
        open_tab(editor, "Steg")
        press(editor, "Lägg till ett steg")
        fill(editor, {"title": title, "summary": f"{title} i planen."})
        publish(editor)
        editor.goto(guidance)
    open_tab(editor, "Steg")
    picture(editor, "vagledning-steg")
    publish(editor)

    editor.goto("/vagledning/folja-upp-en-plan/")
    assert editor.locator(".steps__list a").all_inner_texts() == ["Välj mål", "Mät", "Berätta"]

"""Forced colours: what is chosen, where one is and what is drawn can be seen in the reader's own colours."""

import pytest

from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.needs("chromium")

CHOSEN = {
    "tab": ("/sok/?q=läsfrämjande", ".tabs a"),
    "main menu": ("/planer/", ".nav a"),
    "page of the results": ("/sok/?q=läsfrämjande&page=1", ".nav a"),
    "page with hits": (PAGES["reader, words"], ".hitpages a"),
    "heading of the contents": (PAGES["reader"], ".contents a"),
}
COLOURS = """element => {
    const style = getComputedStyle(element)
    const [background, text] = [style.backgroundColor, style.color]
    const system = (name) => {
        const probe = document.body.appendChild(document.createElement("i"))
        probe.style.cssText = `forced-color-adjust: none; color: ${name}`
        const colour = getComputedStyle(probe).color
        probe.remove()
        return colour
    }
    return [background === system("Highlight"), text === system("HighlightText")]
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "links"), CHOSEN.values(), ids=CHOSEN.keys())
def test_what_is_chosen_has_the_colours_of_the_system(open_page, path, links, scheme):
    page = open_page(path, scheme=scheme, forced=True)
    by_state = {chosen: set() for chosen in (True, False)}
    for link in page.locator(links).all():
        by_state[link.get_attribute("aria-current") is not None].add(tuple(link.evaluate(COLOURS)))

    assert by_state == {True: {(True, True)}, False: {(False, False)}}


def test_the_chosen_page_of_the_menu_is_seen_on_narrow_screens(open_page):
    page = open_page("/planer/", width=360, forced=True)
    page.get_by_text("Meny").click()

    assert page.locator(".menu a[aria-current]").evaluate(COLOURS) == [True, True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_timeline_is_drawn_in_colours_of_the_system(open_page, scheme):
    page = open_page(PAGES["plan"], scheme=scheme, forced=True)
    drawn = page.evaluate(
        """() => {
            const canvas = getComputedStyle(document.documentElement).backgroundColor
            const look = (selector) => getComputedStyle(document.querySelector(selector))
            return {
                label: look(".strip a:not(.strip__span--on) text").fill !== canvas,
                outline: look(".strip a:not(.strip__span--on) .strip__bar").stroke !== canvas,
                inForce: look(".strip__span--on .strip__bar").fill !== look(".strip__bar").fill,
                axis: look(".strip__axis").stroke !== canvas,
                today: look(".strip__today").stroke !== canvas,
            }
        }"""
    )

    assert drawn == dict.fromkeys(drawn, True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_of_a_status_has_the_colour_of_its_word(open_page, scheme):
    page = open_page(PAGES["register"], scheme=scheme, forced=True)
    colours = page.locator(".status").evaluate_all(
        """statuses => statuses.map(status => [
            getComputedStyle(status).color, getComputedStyle(status.querySelector("svg")).stroke])"""
    )

    assert {word == sign for word, sign in colours} == {True}

"""What comes out of a printer. That nothing is printed that only a screen can use, `test_pages` sees on every page."""

import pytest

from tests.browser.dataset import NOW
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def on_paper(open_page):
    def opened(path):
        page = open_page(path, scheme="dark")
        page.emulate_media(media="print")
        return page

    return opened


@pytest.mark.parametrize("path", ["/", "/om-biblioteksplaner/", PAGES["reader"]])
def test_printed_page_is_black_on_white_in_dark_mode(on_paper, path):
    look = on_paper(path).evaluate(
        """() => {
            const [html, text] = [document.documentElement, document.querySelector("main p")].map(getComputedStyle)
            const heading = getComputedStyle(document.querySelector("h1"))
            return [html.backgroundColor, heading.color, text.fontFamily.split(",")[0]]
        }"""
    )

    assert look == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "Charter"]


def test_printed_external_links_show_their_url(on_paper):
    added = on_paper("/om-biblioteksplaner/").evaluate(
        """() => [...document.querySelectorAll("main a")].filter(link => link.checkVisibility()).map(
            link => [link.getAttribute("href"), getComputedStyle(link, "::after").content])"""
    )

    assert {(href.startswith("http"), content != "none") for href, content in added} == {(True, True), (False, False)}


@pytest.mark.parametrize(
    ("path", "filters"),
    [
        ("/sok/?q=läsfrämjande&lan=12&niva=kommun", "Filter: Nivå: Kommun; Län: Skåne län"),
        ("/planer/?lan=12&niva=kommun", "Filter: Län: Skåne län; Nivå: kommuner"),
        (f"/rapporter/?ar={NOW - 1}", f"Filter: År: {NOW - 1}"),
    ],
)
def test_printed_results_tell_their_filters(on_paper, path, filters):
    assert on_paper(path).locator("[data-testid=printed-filters]").inner_text() == filters


def test_a_printed_page_of_a_plan_has_its_image(on_paper):
    page = on_paper(PAGES["reader"])
    image = page.locator(".sheet img")

    assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert image.bounding_box()["width"] > 200
    assert not page.locator(".sheet__enlarge").is_visible()


def test_printed_table_heads_are_repeated(on_paper):
    page = on_paper("/planer/")

    assert page.locator("thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    assert len(page.pdf(format="A4")) > 1000


def test_printed_guidance_contains_all_steps(on_paper):
    headings = on_paper(PAGES["guidance, printed"]).locator("main h2")

    assert [text for text in headings.all_inner_texts() if text[0].isdigit()] == ["1. Börja", "2. Samråda"]

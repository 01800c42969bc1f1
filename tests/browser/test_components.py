"""The page of components, for an editor, in the colours of the system and in those asked for."""

import re

import pytest

from tests.browser.dataset import EDITOR, PASSWORD
from tests.browser.test_images import NATURAL_WIDTH

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def open_components(open_page):
    """Opens the page as an editor."""

    def opened(query=""):
        page = open_page("/admin/")
        page.fill("#id_login", EDITOR)
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"^[^?]+/admin/$"))
        page.goto(f"/komponenter/{query}")
        return page

    return opened


def test_style_guide_images_load(open_components):
    images = open_components().locator("main img")

    widths = [images.nth(number).evaluate(NATURAL_WIDTH) for number in range(images.count())]

    assert widths == [640, 640]


@pytest.mark.parametrize("query", ["", "?farg=ljus", "?farg=mork"])
def test_style_guide_has_no_axe_violations(open_components, faults, query):
    page = open_components(query)

    assert page.locator("[data-template]").count() > 20
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == [], f"{width} px, {scheme}"

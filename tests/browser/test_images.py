"""Images of pages load in the browser."""

import pytest

pytestmark = pytest.mark.needs("chromium")

# Of the bytes that came, in pixels; fails when none did. Images load lazily: the browser is told to fetch this one.
NATURAL_WIDTH = """async image => { image.loading = "eager"; await image.decode(); return image.naturalWidth; }"""


@pytest.mark.parametrize("path", ["/om-biblioteksplaner/", "/en/om-biblioteksplaner/"])
def test_page_image_loads(open_page, path):
    image = open_page(path).get_by_role("img", name="En hylla med böcker")

    assert image.evaluate(NATURAL_WIDTH) == 640

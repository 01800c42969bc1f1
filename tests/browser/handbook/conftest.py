"""Fixtures of the handbook's chapters: an editor's browser, and pictures of what it shows."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page

from tests.browser.sign_in import signed_in

FOLDER = settings.BASE_DIR / "handbook" / "static" / "handbook"
SIZE = (1000, 625)


@pytest.fixture
def editor(open_page: Callable[..., Page]) -> Page:
    """A browser of an editor, in which pictures show no caret and no animation."""
    page = signed_in(open_page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.set_default_timeout(60_000)  # on a machine that others use too
    return page


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Takes a picture of a screen for the handbook, when the tests run with `--handbook-pictures`."""

    def taken(page: Page, name: str) -> None:
        if request.config.getoption("--handbook-pictures"):
            shown = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
            shown.resize(SIZE, Image.Resampling.LANCZOS).save(FOLDER / f"{name}.webp", quality=70, method=6)

    return taken

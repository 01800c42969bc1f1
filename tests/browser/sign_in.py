"""Signing in as one of KB's editors."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.dataset import EDITOR, PASSWORD


def signed_in(open_page: Callable[..., Page], **options: int) -> Page:
    """A page of a browser of its own, on the admin's first page."""
    page = open_page("/admin/", **options)
    page.locator("#id_login").fill(EDITOR)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/admin/$"))
    return page

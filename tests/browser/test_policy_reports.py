"""A browser reports what the content security policy blocks; the pages of the other tests give it nothing to report."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import reported_violations, served

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
INLINE_SCRIPT = "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"


def test_an_inline_script_is_blocked_and_reported(browser: Browser, tmp_path: Path) -> None:
    with served("tests.browser.accounts.dataset", tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}/tillganglighet/?q=namn")
        page.evaluate(INLINE_SCRIPT)
        ran = page.evaluate("window.ran")
        deadline = time.monotonic() + 20
        while not reported_violations(tmp_path) and time.monotonic() < deadline:
            time.sleep(0.1)
        page.close()

    assert ran is None
    assert reported_violations(tmp_path) == [("/tillganglighet/", "script-src-elem", "inline")]

"""Titles and headings tell pages apart: in a list of tabs, in the history, and to a screen reader that opens one."""

from collections import Counter

import pytest

from tests.browser.test_pages import PAGES
from tests.browser.test_search import STATES

pytestmark = pytest.mark.needs("chromium")


def test_every_page_has_a_title_of_its_own(open_page):
    page = open_page("/")
    paths = [*PAGES.values(), *(path for path in STATES.values() if path not in PAGES.values())]
    titles = {path: page.goto(path) and page.title() for path in paths}

    assert [title for title, times in Counter(titles.values()).items() if times > 1] == []
    assert [title for title in titles.values() if not title.strip()[1:].strip()] == []

"""The layout of pages before their structure is analysed: words with their boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Word(NamedTuple):
    """A run of characters without blanks. Sides in points from the upper left corner of the page as shown."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    line: int  # the run of the file it belongs to, from 0: words of one run follow each other on one line
    size: float  # of the font, in points as shown
    bold: bool
    broken: bool = False  # the file says that the word goes on on the next line


class Bookmark(NamedTuple):
    """A bookmark that points at a page."""

    title: str
    level: int  # from 1
    page: int  # from 1
    top: float | None  # points from the upper edge, when the bookmark says so


@dataclass(slots=True)
class PageLayout:
    """One page as it was found, also an empty one."""

    number: int  # from 1
    width: float  # points, as shown
    height: float
    label: str = ""
    words: list[Word] = field(default_factory=list)
    has_graphics: bool = False  # asked of pages with few words: something is drawn on it, so it is not blank
    failed: bool = False  # the page could not be loaded
    has_hidden_text: bool = False  # words that nobody sees on the page were left out


@dataclass(slots=True)
class FileLayout:
    """Some pages of a file, and all of its bookmarks."""

    pages: list[PageLayout]
    bookmarks: list[Bookmark] = field(default_factory=list)
    language: str = ""  # BCP 47, as the file declares it for the whole

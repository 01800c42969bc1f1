"""Decides which paragraphs are headings, and of which level: by the bookmarks first, else by font."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extraction.layout import Bookmark
from extraction.structure.paragraphs import Paragraph

MAX_LETTERS = 180
MAX_LINES = 4
COVER_WORDS = 150
NUMBER = re.compile(r"^(?:kapitel |bilaga |avsnitt )?[\dIVX]{1,3}(?:\.\d{1,2})*[.:)]?\s+", re.IGNORECASE)
NOT_LETTERS = re.compile(r"[^\w]+")

Style = tuple[float, bool]


class Headings:
    """Levels of headings in one document.

    Bookmarks give the level of the styles they point at; other styles that are larger than the
    running text, or bold, follow by size.
    """

    def __init__(self, paragraphs: Sequence[tuple[int, Paragraph]], bookmarks: Sequence[Bookmark], body: float) -> None:
        self.body = body
        self.cover = _cover(paragraphs)
        self.bookmarks: dict[tuple[int, str], set[int]] = defaultdict(set)
        for bookmark in bookmarks:
            self.bookmarks[bookmark.page, _key(bookmark.title)].add(bookmark.level)
        self.levels = self._levels_of_styles(paragraphs)

    def level(self, page: int, paragraph: Paragraph) -> int:
        """1 to 6 for a heading, else 0."""
        if not _may_be_heading(paragraph):
            return 0
        bookmarked = self.bookmarks.get((page, _key(paragraph.text)))
        if bookmarked:
            style_level = self.levels.get(_style(paragraph), 0)
            return min(style_level if style_level in bookmarked else min(bookmarked), 6)
        if page in self.cover:
            return 1 if _style(paragraph) == self.cover[page] else 0
        return self.levels.get(_style(paragraph), 0) if self._is_emphasised(paragraph) else 0

    def _is_emphasised(self, paragraph: Paragraph) -> bool:
        if paragraph.text.rstrip().endswith((".", ",", ";")) and not NUMBER.match(paragraph.text):
            return paragraph.size > 1.35 * self.body
        if paragraph.size > 1.08 * self.body:
            return True
        return paragraph.bold and paragraph.size > 0.95 * self.body and len(paragraph.lines) <= 2

    def _levels_of_styles(self, paragraphs: Sequence[tuple[int, Paragraph]]) -> dict[Style, int]:
        votes: dict[Style, Counter[int]] = defaultdict(Counter)
        styles: set[Style] = set()
        for page, paragraph in paragraphs:
            if not _may_be_heading(paragraph):
                continue
            bookmarked = self.bookmarks.get((page, _key(paragraph.text)), set())
            if len(bookmarked) == 1:
                votes[_style(paragraph)][min(bookmarked)] += 1
            if bookmarked or (page not in self.cover and self._is_emphasised(paragraph)):
                styles.add(_style(paragraph))
        return _numbered(styles, {style: found.most_common(1)[0][0] for style, found in votes.items()})


def _numbered(styles: set[Style], known: dict[Style, int]) -> dict[Style, int]:
    """Levels of styles: larger before smaller, bold before plain; known levels stay, others follow the one above."""
    levels: dict[Style, int] = {}
    above = 0
    for style in sorted(styles, reverse=True):
        if style in known:
            above = known[style]
        elif not known or above or style < min(known):
            above += 1
        levels[style] = max(1, min(above, 6))
    return levels


def _cover(paragraphs: Sequence[tuple[int, Paragraph]]) -> dict[int, Style]:
    """The first page, when it holds few words, with the style of its title: the largest; its other lines are none."""
    first = [paragraph for page, paragraph in paragraphs if page == 1]
    if not any(page > 1 for page, _ in paragraphs) or not first:
        return {}
    words = sum(len(line.words) for paragraph in first for line in paragraph.lines)
    largest = max(_style(paragraph) for paragraph in first)
    if words > COVER_WORDS or all(_style(paragraph) == largest for paragraph in first):
        return {}
    return {1: largest}


def _may_be_heading(paragraph: Paragraph) -> bool:
    if paragraph.contents or len(paragraph.lines) > MAX_LINES:
        return False
    text = paragraph.text
    return len(text) <= MAX_LETTERS and any(character.isalpha() for character in text)


def _style(paragraph: Paragraph) -> Style:
    return round(paragraph.size * 2) / 2, paragraph.bold


def _key(text: str) -> str:
    return NOT_LETTERS.sub("", NUMBER.sub("", text)).casefold()

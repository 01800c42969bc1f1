"""Removes running headers and footers: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from extraction.layout import Bookmark, PageLayout
from extraction.structure.line_segments import LineSegment, usual_size

EDGE = 0.13  # of the height, above and below, where headers and footers are looked for
LARGER = 1.08  # times the size of running text: a heading
MUCH_LARGER = 1.3
MAX_NUMBERS = 5  # of a line; those behind stay as they are
TABLE_GAP = 4.0  # font sizes between the head of a table and its first row, at most
NUMBER = re.compile(r"\d+")
PAGE_WORD = re.compile(r"\b(?:sida|sidan|sid|s|page|p|sivu)\b\.? ?\d|\d ?(?:/|\(|av|of) ?\d", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"^[-–\[( ]*(?:(?:sida|sidan|sid|s|page|p)\.? ?)?(\d{1,4})(?: ?(?:av|of|/|\(|:) ?\d{1,4}\)?)?[-–\]) ]*$",
    re.IGNORECASE,
)

Lines = Sequence[LineSegment]
Key = tuple[str, int]  # a reading of the text, and the height in steps of 8 points


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near the upper or lower edge of a page, with the ways to read its numbers.

    Each number stands for itself, or for its distance to the number of the page: "Sida 3 av 12" on page 3 reads
    "sida 3 av 12", "sida +0 av 12" …
    """

    line: LineSegment
    fixed: Key
    masked: Key  # any number
    counting: frozenset[Key]


def remove_headers_footers(
    pages: Sequence[tuple[PageLayout, Lines]], bookmarks: Sequence[Bookmark] = ()
) -> tuple[list[list[LineSegment]], list[str]]:
    """The lines of each page without headers and footers, and the number printed on each page ("" where there is none).

    A header says the same on page after page, or the same but for the number of the page. Headings of chapters that
    begin a page each ("Mål 1", "Mål 2") do so too: what is larger than the running text or bookmarked stays, and so
    do numbers that do not count with the pages, and the head of a table.

    A document that is nothing but such lines keeps them, unless it has pictures to read: a scan with a stamp on
    each page has not been read, while a few sheets that say the same have.
    """
    edges = [_edge_lines(page, lines) for page, lines in pages]
    body = usual_size([line for _page, lines in pages for line in lines])
    running = _RunningLines(edges, [lines for _page, lines in pages], body, bookmarks)
    kept: list[list[LineSegment]] = []
    labels: list[str] = []
    for (page, lines), edge in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        label = ""
        for found in edge:
            if running.include(found, page, lines):
                dropped.add(id(found.line))
                label = label or _number_in(found.line.text)
        labels.append(label)
        kept.append([line for line in lines if id(line) not in dropped])
    if not any(kept) and not any(page.has_graphics for page, _lines in pages):
        return [list(lines) for _page, lines in pages], labels
    return kept, labels


def _edge_lines(page: PageLayout, lines: Lines) -> list[EdgeLine]:
    upper, lower = page.height * EDGE, page.height * (1 - EDGE)
    return [
        EdgeLine(line, (text, height), (NUMBER.sub("#", text), height), _counting(text, height, page.number))
        for line in lines
        if line.bottom < upper or line.top > lower
        for text, height in [(line.text.casefold(), round(line.baseline / 8))]
    ]


def _counting(text: str, height: int, page: int) -> frozenset[Key]:
    """The readings of a line in which at least one number counts with the pages."""
    numbers = [match for match in NUMBER.finditer(text) if len(match[0]) <= 4][:MAX_NUMBERS]
    keys: set[Key] = set()
    for counts in product((False, True), repeat=len(numbers)):
        if any(counts):
            parts, at = [], 0
            for match, is_counting in zip(numbers, counts, strict=True):
                parts += [text[at : match.start()], f"{int(match[0]) - page:+}" if is_counting else match[0]]
                at = match.end()
            keys.add(("".join([*parts, text[at:]]), height))
    return frozenset(keys)


class _RunningLines:
    """What a document says at one height on at least three pages (two in a file of two or three)."""

    def __init__(
        self, edges: Sequence[Sequence[EdgeLine]], lines: Sequence[Lines], body: float, bookmarks: Sequence[Bookmark]
    ) -> None:
        self.needed = 2 if len(lines) <= 3 else 3
        self.body = body
        self.bookmarked = {(bookmark.page, _letters(bookmark.title)) for bookmark in bookmarks}
        self.pages_of: dict[Key, set[int]] = defaultdict(set)
        self.table_heads: Counter[Key] = Counter()
        for number, edge in enumerate(edges):
            for found in edge:
                self.table_heads[found.fixed] += _heads_table(found.line, lines[number])
                for text, height in (found.fixed, found.masked, *found.counting):
                    # A line on the border between two steps of height counts for both.
                    for near in (height - 1, height, height + 1):
                        self.pages_of[text, near].add(number)

    def include(self, found: EdgeLine, page: PageLayout, lines: Lines) -> bool:
        line = found.line
        counts = any(self._is_common(key) for key in found.counting)
        if PAGE_NUMBER.match(line.text):
            return counts or (line.size <= MUCH_LARGER * self.body and _is_outermost(line, lines, page))
        if self._is_common(found.fixed) or (self._is_common(found.masked) and len(self.pages_of[found.fixed]) > 1):
            return not self._heads_tables(found) and not self._is_heading_of_some(found)
        return counts and (bool(PAGE_WORD.search(line.text)) or not self._is_heading(found, page))

    def _is_common(self, key: Key) -> bool:
        return len(self.pages_of[key]) >= self.needed

    def _heads_tables(self, found: EdgeLine) -> bool:
        return 2 * self.table_heads[found.fixed] > len(self.pages_of[found.fixed])

    def _is_heading(self, found: EdgeLine, page: PageLayout) -> bool:
        line = found.line
        is_page_number = any("+0" in key[0] and self._is_common(key) for key in found.counting)
        is_short_and_bold = line.bold and len(line.words) <= 2 and not is_page_number
        is_bookmarked = (page.number, _letters(line.text)) in self.bookmarked
        return line.size > LARGER * self.body or is_short_and_bold or is_bookmarked

    def _is_heading_of_some(self, found: EdgeLine) -> bool:
        """Whether it is large and on few of the pages: what chapter after chapter has ("Aktiviteter")."""
        pages = self.pages_of[found.fixed]
        is_rare = 2 * len(pages) < max(pages) - min(pages) + 1
        return is_rare and found.line.size > MUCH_LARGER * self.body


def _heads_table(line: LineSegment, lines: Lines) -> bool:
    """Whether the line is a cell in the head of a table: the row below has cells that begin where its cells do."""
    row = [other for other in lines if abs(other.baseline - line.baseline) < 0.5 * line.size]
    below = [other for other in lines if 0 < other.top - line.baseline < TABLE_GAP * line.size]
    if len(row) < 2 or not below:
        return False
    first = min(other.baseline for other in below)
    next_row = [other for other in below if abs(other.baseline - first) < 0.5 * other.size]
    begins = sum(any(abs(cell.left - head.left) < line.size for cell in next_row) for head in row)
    return begins >= 2


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _is_outermost(line: LineSegment, lines: Lines, page: PageLayout) -> bool:
    """Whether nothing stands between the line and the edge of the page, and nothing beside it."""
    others = [other for other in lines if other is not line]
    if line.top > page.height / 2:
        return all(other.bottom <= line.top + 1 for other in others)
    return all(other.top >= line.bottom - 1 for other in others)


def _number_in(text: str) -> str:
    number = PAGE_NUMBER.match(text)
    return number[1] if number else ""

"""Removes running headers and footers: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extraction.layout import PageLayout
from extraction.structure.line_segments import LineSegment

EDGE = 0.13  # of the height, above and below, where headers and footers are looked for
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"^[-–\[( ]*(?:(?:sida|sidan|sid|s|page|p)\.? ?)?(\d{1,4})(?: ?(?:av|of|/|\(|:) ?\d{1,4}\)?)?[-–\]) ]*$",
    re.IGNORECASE,
)

Lines = Sequence[LineSegment]


def remove_headers_footers(pages: Sequence[tuple[PageLayout, Lines]]) -> tuple[list[list[LineSegment]], list[str]]:
    """The lines of each page without headers and footers, and the number printed on each page ("" where there is none).

    A document that is nothing but such lines keeps them, unless it has pictures to read: a scan with a stamp on
    each page has not been read, while a few sheets that say the same have.
    """
    edges = [_edge_lines(page, lines) for page, lines in pages]
    repeated = _repeated(edges, len(pages))
    kept: list[list[LineSegment]] = []
    labels: list[str] = []
    for (page, lines), edge in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        label = ""
        for line, key in edge:
            number = PAGE_NUMBER.match(line.text)
            if key in repeated or (number and _is_outermost(line, lines, page)):
                dropped.add(id(line))
                label = label or _number_in(line.text)
        labels.append(label)
        kept.append([line for line in lines if id(line) not in dropped])
    if not any(kept) and not any(page.has_graphics for page, _lines in pages):
        return [list(lines) for _page, lines in pages], labels
    return kept, labels


Key = tuple[str, int]


def _edge_lines(page: PageLayout, lines: Lines) -> list[tuple[LineSegment, Key]]:
    upper, lower = page.height * EDGE, page.height * (1 - EDGE)
    return [
        (line, (DIGITS.sub("#", line.text.casefold()), round(line.baseline / 8)))
        for line in lines
        if line.bottom < upper or line.top > lower
    ]


def _repeated(edges: Sequence[Sequence[tuple[LineSegment, Key]]], pages: int) -> set[Key]:
    """Texts that stand at one height on at least three pages (two in a file of two or three)."""
    needed = 2 if pages <= 3 else 3
    seen: dict[Key, set[int]] = defaultdict(set)
    for number, edge in enumerate(edges):
        for _line, (text, height) in edge:
            # A line on the border between two steps of height counts for both.
            for near in (height - 1, height, height + 1):
                seen[text, near].add(number)
    return {key for key, found in seen.items() if len(found) >= needed}


def _is_outermost(line: LineSegment, lines: Lines, page: PageLayout) -> bool:
    """Whether nothing stands between the line and the edge of the page, and nothing beside it."""
    others = [other for other in lines if other is not line]
    if line.top > page.height / 2:
        return all(other.bottom <= line.top + 1 for other in others)
    return all(other.top >= line.bottom - 1 for other in others)


def _number_in(text: str) -> str:
    number = PAGE_NUMBER.match(text)
    return number[1] if number else ""

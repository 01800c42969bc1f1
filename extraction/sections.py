"""Cuts documents without pages into numbered sections, and their elements into passages."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.readers.elements import DocumentElement
from extraction.structure.dehyphenation import split_text
from extraction.structure.passages import MAX_CHARACTERS
from extraction.types import PassageKind, ReadPassage

SECTION_LETTERS = 3_000
SECTION_LEVEL = 2


def find_section_starts(elements: Sequence[DocumentElement]) -> tuple[int, ...]:
    """The number (from 0) of the element that each section begins at.

    One begins at each heading of level 1 or 2, and where a section would grow over 3,000 characters.
    """
    section_starts: list[int] = []
    letters, only_headings = 0, True
    for number, element in enumerate(elements):
        is_heading = element.kind is PassageKind.HEADING
        begins = is_heading and element.level <= SECTION_LEVEL
        full = letters + len(element.text) > SECTION_LETTERS and not only_headings
        if not section_starts or begins or full:
            section_starts.append(number)
            letters, only_headings = 0, True
        letters += len(element.text)
        only_headings = only_headings and is_heading
    return tuple(section_starts)


def passages_of(elements: Sequence[DocumentElement], section_starts: Sequence[int]) -> list[ReadPassage]:
    """Passages with the number of their section as page, cut at 1,200 characters, headings above them as path."""
    begins = set(section_starts)
    section = 0
    path: list[tuple[int, str]] = []
    passages: list[ReadPassage] = []
    for number, element in enumerate(elements):
        section += number in begins or section == 0
        if element.level:
            path = [(level, text) for level, text in path if level < element.level]
        above = tuple(text for _, text in path)
        passages += [
            ReadPassage(section, element.kind, element.text[start:end], above, element.level)
            for start, end in split_text(element.text, MAX_CHARACTERS)
        ]
        if element.level:
            path.append((element.level, element.text[:300]))
    return passages

"""Cuts documents without pages into numbered sections, and their elements into passages."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.readers.elements import DocumentElement
from extraction.structure.dehyphenation import split_text
from extraction.structure.passages import MAX_CHARACTERS
from extraction.types import PassageKind, ReadPassage

SECTION_LETTERS = 3_000
SECTION_LEVEL = 2
MAX_HEAD = 300  # characters of the first row of a table, to be repeated


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
            ReadPassage(section, element.kind, text, above, element.level, element.language)
            for text in _pieces(element)
        ]
        if element.level:
            path.append((element.level, element.text[:300]))
    return passages


def _pieces(element: DocumentElement) -> list[str]:
    """The text in pieces of at most 1,200 characters; a table is cut between rows, its head on each piece."""
    if element.kind is not PassageKind.TABLE or len(element.text) <= MAX_CHARACTERS:
        return [element.text[start:end] for start, end in split_text(element.text, MAX_CHARACTERS)]
    head, *rows = element.text.split("\n")
    if len(head) > MAX_HEAD:
        head, rows = "", [head, *rows]
    pieces: list[str] = []
    for row in rows:
        if pieces and len(pieces[-1]) + len(row) < MAX_CHARACTERS:
            pieces[-1] += f"\n{row}"
        else:
            pieces.append(f"{head}\n{row}" if head else row)
    return [piece[start:end] for piece in pieces for start, end in split_text(piece, MAX_CHARACTERS)]

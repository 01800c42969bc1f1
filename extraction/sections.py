"""Numbered sections for formats without pages, and passages of their pieces."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.readers.elements import Piece
from extraction.structure.dehyphenation import split_text
from extraction.structure.passages import LIMIT
from extraction.types import PassageKind, ReadPassage

SECTION_LETTERS = 3_000
SECTION_LEVEL = 2


def borders_of(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """The number (from 0) of the piece that each section begins at.

    One begins at each heading of level 1 or 2, and where a section would grow over 3,000 characters.
    """
    borders: list[int] = []
    letters, only_headings = 0, True
    for number, piece in enumerate(pieces):
        is_heading = piece.kind is PassageKind.HEADING
        begins = is_heading and piece.level <= SECTION_LEVEL
        full = letters + len(piece.text) > SECTION_LETTERS and not only_headings
        if not borders or begins or full:
            borders.append(number)
            letters, only_headings = 0, True
        letters += len(piece.text)
        only_headings = only_headings and is_heading
    return tuple(borders)


def passages_of(pieces: Sequence[Piece], borders: Sequence[int]) -> list[ReadPassage]:
    """Passages with the number of their section as page, cut at 1,200 characters, headings above them as path."""
    begins = set(borders)
    section = 0
    path: list[tuple[int, str]] = []
    passages: list[ReadPassage] = []
    for number, piece in enumerate(pieces):
        section += number in begins or section == 0
        if piece.level:
            path = [(level, text) for level, text in path if level < piece.level]
        above = tuple(text for _, text in path)
        passages += [
            ReadPassage(section, piece.kind, piece.text[start:end], above, piece.level)
            for start, end in split_text(piece.text, LIMIT)
        ]
        if piece.level:
            path.append((piece.level, piece.text[:300]))
    return passages

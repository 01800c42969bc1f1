"""Cuts documents without pages into numbered sections and their parts into passages. Pure.

A section begins at each heading of level 1-2, and what is over 3,000 characters is cut at the end of a part. Addresses
are made of section numbers, so the borders of the first reading are kept and used again by every later one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library_plans.ingest.readers.parts import Part
from library_plans.ingest.structure.joining import split_text
from library_plans.ingest.types import PassageKind, ReadPage, ReadPassage, TextState

MAX_SECTION = 3_000  # characters
MAX_PASSAGE = 1_200
SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Sections:
    """A document cut up. `borders` are the numbers (from 0) of the parts that sections begin at."""

    pages: tuple[ReadPage, ...]
    passages: tuple[ReadPassage, ...]
    borders: tuple[int, ...]


def sections(parts: Sequence[Part], borders: Sequence[int] = ()) -> Sections:
    """Number the sections from 1; given `borders` are kept, also when the parts now differ."""
    borders = tuple(borders) or tuple(find_borders(parts))
    pages = tuple(ReadPage(number, TextState.TEXT) for number in range(1, len(borders) + 1))
    return Sections(pages, tuple(passages_of(parts, borders)), borders)


def find_borders(parts: Sequence[Part]) -> Iterator[int]:
    """Where sections begin. Headings in a row (title, chapter, part) open one section together."""
    length = 0
    for number, part in enumerate(parts):
        opens = 0 < part.level <= SECTION_LEVEL and not (number and parts[number - 1].level)
        if number == 0 or opens or (length and length + len(part.text) > MAX_SECTION):
            yield number
            length = 0
        length += len(part.text)


def passages_of(parts: Sequence[Part], borders: Sequence[int]) -> Iterator[ReadPassage]:
    section = 0
    path: list[tuple[int, str]] = []
    for number, part in enumerate(parts):
        while section < len(borders) and borders[section] <= number:
            section += 1
        if part.level:
            path = [above for above in path if above[0] < part.level]
        names = tuple(text for _, text in path)
        for text in pieces_of(part):
            yield ReadPassage(max(section, 1), part.kind, text, names, part.level)
        if part.level:
            path.append((part.level, part.text[:300]))


def pieces_of(part: Part) -> Iterator[str]:
    """The part's text in pieces of at most 1,200 characters: lists and tables at line ends, the rest at sentence ends."""
    if part.kind in (PassageKind.LIST, PassageKind.TABLE):
        together = ""
        for line in part.text.split("\n"):
            if together and len(together) + 1 + len(line) > MAX_PASSAGE:
                yield from cut(together)
                together = ""
            together += f"\n{line}" if together else line
        yield from cut(together)
    else:
        yield from cut(part.text)


def cut(text: str) -> Iterator[str]:
    for start, end in split_text(text, MAX_PASSAGE):
        yield text[start:end]

"""What renderers share: their result, ground truth, the cover, hyphenation and a fixed date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from demo.types import DraftBlock, GroundTruthBlock
from extraction.types import PassageKind

FIXED_DATE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)  # stands in every file, so that the bytes never change
SOFT_HYPHEN = "\u00ad"
SYLLABLE_BREAK = re.compile(r"(?<=[aeiouyåäö])(?=[bcdfghjklmnpqrstvxz]h?[aeiouyåäö])")
LONG_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{9,}")


@dataclass(frozen=True, slots=True)
class RenderedFile:
    data: bytes
    blocks: tuple[GroundTruthBlock, ...]
    pages: int = 0
    headers_footers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(slots=True)
class GroundTruth:
    """Records the page and column of each block while a file is laid out; a block split in two is recorded once."""

    blocks: list[DraftBlock]
    places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # number of block -> (page, column)s

    def add(self, number: int, page: int, column: int = 0) -> None:
        self.places.setdefault(number, []).append((page, column))

    def ground_truth_blocks(self) -> tuple[GroundTruthBlock, ...]:
        return tuple(
            ground_truth_block(block, page=drawn[0][0], last_page=drawn[-1][0], column=drawn[0][1])
            for number, block in enumerate(self.blocks)
            if (drawn := self.places.get(number))
        )


def ground_truth_block(block: DraftBlock, page: int = 0, last_page: int = 0, column: int = 0) -> GroundTruthBlock:
    return GroundTruthBlock(block.kind, block.plain, page, last_page, block.level, column, block.language)


def cover_blocks(title: str, owner: str, lines: Sequence[str]) -> list[DraftBlock]:
    """The cover as blocks: the title is the only heading on it."""
    texts = [DraftBlock(PassageKind.PARAGRAPH, text) for text in lines]
    return [DraftBlock(PassageKind.PARAGRAPH, owner), DraftBlock(PassageKind.HEADING, title, level=1), *texts]


def hyphenated(text: str) -> str:
    """The text with soft hyphens in long words: before a single consonant, not near the ends of the word."""

    def word(match: re.Match[str]) -> str:
        parts = SYLLABLE_BREAK.split(match[0])
        joined = parts[0]
        for part in parts[1:]:
            near_the_end = len(match[0]) - len(joined.replace(SOFT_HYPHEN, "")) < 4
            joined += part if len(joined) < 4 or near_the_end else SOFT_HYPHEN + part
        return joined

    return LONG_WORD.sub(word, text)

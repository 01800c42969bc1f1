"""What each maker hands back, and what makers share: dates, soft hyphens, the truth of a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from demo.types import Block, WrittenBlock
from extraction.types import PassageKind

FIXED = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)  # stands in every file, so that the bytes never change
SOFT_HYPHEN = "\u00ad"
BREAK = re.compile(r"(?<=[aeiouyåäö])(?=[bcdfghjklmnpqrstvxz]h?[aeiouyåäö])")
LONG_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{9,}")


@dataclass(frozen=True, slots=True)
class MadeFile:
    data: bytes
    blocks: tuple[WrittenBlock, ...]
    pages: int = 0
    headers_footers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(slots=True)
class GroundTruth:
    """Collects what was written where while a file is laid out; a piece drawn in two parts is one block."""

    blocks: list[Block]
    places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # number of block -> (page, column)s

    def drawn(self, number: int, page: int, column: int = 0) -> None:
        self.places.setdefault(number, []).append((page, column))

    def written(self) -> tuple[WrittenBlock, ...]:
        return tuple(
            written(block, page=drawn[0][0], last_page=drawn[-1][0], column=drawn[0][1])
            for number, block in enumerate(self.blocks)
            if (drawn := self.places.get(number))
        )


def written(block: Block, page: int = 0, last_page: int = 0, column: int = 0) -> WrittenBlock:
    return WrittenBlock(block.kind, block.plain, page, last_page, block.level, column, block.language)


def cover_blocks(title: str, owner: str, lines: Sequence[str]) -> list[Block]:
    """The cover as blocks: the title is the only heading on it."""
    texts = [Block(PassageKind.PARAGRAPH, text) for text in lines]
    return [Block(PassageKind.PARAGRAPH, owner), Block(PassageKind.HEADING, title, level=1), *texts]


def hyphenated(text: str) -> str:
    """The text with soft hyphens where a long word may be broken: before a lone consonant, not near its ends."""

    def word(match: re.Match[str]) -> str:
        parts = BREAK.split(match[0])
        joined = parts[0]
        for part in parts[1:]:
            near_the_end = len(match[0]) - len(joined.replace(SOFT_HYPHEN, "")) < 4
            joined += part if len(joined) < 4 or near_the_end else SOFT_HYPHEN + part
        return joined

    return LONG_WORD.sub(word, text)

"""Index tokens: what every engine stores and matches, produced by the one language analysis.

A prefix says the type of a token, so that types can share a field: `=ord` an exact form, `ord` a stem,
`+ord` the stem of a part of a compound. In a query `=or*` matches every exact form with that prefix.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from search.language import Token, analyse
from search.types import Chunk


class ChunkFields(NamedTuple):
    """The tokens of one chunk by field, separated by blanks. Title and heading hold all three types."""

    title: str
    heading: str
    stems: str
    parts: str
    exact: str


def chunk_fields(chunk: Chunk, title: str) -> ChunkFields:
    tokens = analyse(chunk.text, chunk.language)
    return ChunkFields(all_tokens(title), all_tokens(chunk.heading), _stems(tokens), _parts(tokens), _exact(tokens))


def index_tokens(token: Token) -> tuple[str, ...]:
    """The index tokens of one word of a text."""
    return (f"={token.exact}", token.stem, *(f"+{part}" for part in token.parts))


def matching_tokens(wanted: Iterable[str], present: Collection[str]) -> set[str]:
    """Those of the present tokens that a query asks for."""
    found = {token for token in wanted if token in present}
    beginnings = tuple(token[:-1] for token in wanted if token.endswith("*"))
    if beginnings:
        found |= {sign for sign in present if sign.startswith(beginnings)}
    return found


@lru_cache(maxsize=20_000)
def all_tokens(text: str) -> str:
    """All index tokens of a short text that many chunks share, such as a title or a heading."""
    tokens = analyse(text)
    return " ".join(filter(None, (_exact(tokens), _stems(tokens), _parts(tokens))))


def _exact(tokens: list[Token]) -> str:
    return " ".join(f"={token.exact}" for token in tokens)


def _stems(tokens: list[Token]) -> str:
    return " ".join(token.stem for token in tokens)


def _parts(tokens: list[Token]) -> str:
    return " ".join(f"+{part}" for token in tokens for part in token.parts)

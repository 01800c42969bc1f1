"""The tokens that every engine stores, made by the one analysis.

A sign says what a token is, so that fields can share a column: `=ord` an exact form, `ord` a stem,
`+ord` the stem of a part of a compound. In a query `=or*` stands for every exact form that begins so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from search.language import Token, analyse
from search.types import Piece


class Columns(NamedTuple):
    """The tokens of one piece, separated by blanks. Title and heading hold all three sorts, one sort after another."""

    title: str
    heading: str
    stems: str
    parts: str
    exact: str


def columns_of(piece: Piece, title: str) -> Columns:
    tokens = analyse(piece.text, piece.language)
    return Columns(mixed(title), mixed(piece.heading), _stems(tokens), _parts(tokens), _exact(tokens))


def signs_of(token: Token) -> tuple[str, ...]:
    """Everything that one word of a text is found by."""
    return (f"={token.exact}", token.stem, *(f"+{part}" for part in token.parts))


def answering(wanted: Iterable[str], present: Collection[str]) -> set[str]:
    """Those of the signs that are present that a query asks for."""
    found = {token for token in wanted if token in present}
    beginnings = tuple(token[:-1] for token in wanted if token.endswith("*"))
    if beginnings:
        found |= {sign for sign in present if sign.startswith(beginnings)}
    return found


@lru_cache(maxsize=20_000)
def mixed(text: str) -> str:
    """All tokens of a short text that many pieces share, such as a title or a heading."""
    tokens = analyse(text)
    return " ".join(filter(None, (_exact(tokens), _stems(tokens), _parts(tokens))))


def _exact(tokens: list[Token]) -> str:
    return " ".join(f"={token.exact}" for token in tokens)


def _stems(tokens: list[Token]) -> str:
    return " ".join(token.stem for token in tokens)


def _parts(tokens: list[Token]) -> str:
    return " ".join(f"+{part}" for token in tokens for part in token.parts)

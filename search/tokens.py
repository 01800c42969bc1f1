"""Index tokens: what every engine stores and matches, produced by the one language analysis.

A prefix says the type of a token, so that types can share a field: `=ord` an exact form, `ord` a stem,
`+ord` the stem of a part of a compound. In a query `=or*` matches every exact form with that prefix.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.language import Token, analyse, elliptic, runs
from search.types import Chunk

BREAK = "."  # stands between index tokens that are not next to each other
Run = list[tuple[str, Token]]  # index tokens that stand next to each other, each with the word it comes from


class ChunkFields(NamedTuple):
    """The tokens of one chunk by field, separated by blanks. Title and heading hold all three types."""

    title: str
    heading: str
    stems: str
    parts: str
    exact: str


def chunk_fields(chunk: Chunk, title: str) -> ChunkFields:
    return ChunkFields(all_tokens(title), all_tokens(chunk.heading), *_fields(chunk.text, chunk.language))


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
    stems, parts, exact = _fields(text, "sv")
    return " ".join(filter(None, (exact, stems, parts)))


def runs_of(text: str, tokens: Sequence[Token]) -> list[Run]:
    """Where the words of a multi-word variant may stand: stems next to each other, and the parts of each compound."""
    return [*_stem_runs(text, tokens), *_part_runs(text, tokens)]


def standing_together(words: Sequence[Collection[str]], runs: Iterable[Run]) -> Iterator[Run]:
    """Each place in the runs where the words stand next to each other, each by any of its tokens."""
    for run in runs:
        for place in range(len(run) - len(words) + 1):
            found = run[place : place + len(words)]
            if all(index_token in word for word, (index_token, _token) in zip(words, found, strict=True)):
                yield found


def _fields(text: str, language: str) -> tuple[str, str, str]:
    """Stems, parts and exact words of a text, with a break between stems or parts that are not next to each other."""
    tokens = analyse(text, language)
    exact = " ".join(f"={token.exact}" for token in tokens)
    return _field(_stem_runs(text, tokens)), _field(_part_runs(text, tokens)), exact


def _field(runs: Iterable[Run]) -> str:
    return f" {BREAK} ".join(" ".join(index_token for index_token, _token in run) for run in runs)


def _stem_runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    yield from ([(token.stem, token) for token in run] for run in runs(text, tokens))


def _part_runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    """The parts of each compound, then of those that are written in two words: `folk- och skolbibliotek`."""
    yield from (_parts(token) for token in tokens if token.parts)
    for first, compound in elliptic(text, tokens):
        yield from (_parts(first) + _parts(compound)[place:] for place in range(1, len(compound.parts)))


def _parts(token: Token) -> Run:
    return [(f"+{part}", token) for part in token.parts]

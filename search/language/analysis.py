"""From text to tokens: what is indexed, what a query is compared with and what is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from search.language.adjacency import elliptic, first_parts
from search.language.compounds import split
from search.language.law_references import references
from search.language.normalization import INVISIBLE, plain
from search.language.stemming import part_token, stem_of
from search.language.token import Token

ANALYSER_VERSION = 2

_MARKS = "\u0300-\u036f" + INVISIBLE
_WORD = re.compile(
    rf"""
    (?P<number>\d{{4}}-\d\d-\d\d(?!\d)                         # a date
      | (?:19|20)\d\d[/:]\d+(?:-\d+(?:\.\d+)*)?                # a case number, an act's number
      | \d{{4}}-(?!(?:19|20)\d\d(?!\d))\d{{3,6}}(?!\d) )       # a case number; 2023-2026 is a period
    | (?P<agenda>agenda[ \u00a0]2030)
    | (?P<short>[^\W\d_]{{1,2}}-(?:[^\W\d_]|[{_MARKS}]){{3,}})   # e-bok, IT-stöd: one word
    | (?P<word>(?:[^\W_]|[{_MARKS}])+) (?::[^\W\d_]{{1,3}}(?![^\W_]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def analyse(text: str, language: str = "sv") -> list[Token]:
    """The tokens of a text in order of their place, which counts characters from 0 in the text as it was given.

    `language` is a BCP 47 code; what is not Swedish, English or Finnish gets its exact words only.
    """
    code = language.partition("-")[0].lower()
    tokens: list[Token] = []
    position = 0
    for reference in references(text):
        tokens += _words(text, position, reference.start, code)
        tokens += (Token(reference.start, reference.end, token, token) for token in reference.tokens)
        position = reference.end
    tokens += _words(text, position, len(text), code)
    return _with_first_parts(text, tokens)


def _with_first_parts(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens with parts for those that begin a compound which a later word completes."""
    unfinished = {first for first, _compound in elliptic(text, tokens)}
    if not unfinished:
        return tokens
    return [replace(token, parts=first_parts(token.exact)) if token in unfinished else token for token in tokens]


def _words(text: str, start: int, end: int, code: str) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "word":
            exact, stem, parts = _read(match["word"], code)
            if exact:
                yield Token(match.start(), match.end("word"), exact, stem, parts)
        elif kind == "short":
            yield Token(match.start(), match.end(), *_read_joined(match[0], code))
        elif kind == "agenda":
            yield Token(match.start(), match.end(), "agenda2030", "agenda2030", ("agend", "2030"))
        else:
            yield Token(match.start(), match.end(), match[0], match[0], (match[0][:4],))


@lru_cache(maxsize=200_000)
def _read(raw: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    """A word as it was written: its exact form, its stem and the tokens of its compound parts."""
    exact = plain(raw)
    parts = split(exact) if language == "sv" else ()
    return exact, stem_of(exact, language), tuple(part_token(part) for part in parts)


@lru_cache(maxsize=10_000)
def _read_joined(raw: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    """`e-bok` as the one word `ebok`, with both halves as its parts."""
    first, _, second = raw.partition("-")
    exact, stem, parts = _read(second, language)
    joined = plain(first) + exact
    return joined, plain(first) + stem, (plain(first), *(parts or (stem,)))

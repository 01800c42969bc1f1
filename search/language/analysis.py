"""From text to tokens: what is indexed, what a query is compared with and what is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from search.language.adjacency import elliptic, first_parts
from search.language.compounds import split
from search.language.language_detection import UNDETERMINED
from search.language.law_references import references
from search.language.normalization import HYPHEN, INVISIBLE, POINTS, SUPERSCRIPTS, plain
from search.language.stemming import part_token, stem_of
from search.language.token import Token

ANALYSER_VERSION = 4

_MARKS = "\u0300-\u036f" + INVISIBLE + POINTS
_LETTER = rf"[^\W\d_{SUPERSCRIPTS}]"
_SPACE = "[ \u00a0\u2009\u202f]"
_WORD = re.compile(
    rf"""
    (?P<number>\d{{4}}{HYPHEN}\d\d{HYPHEN}\d\d(?!\d)                  # a date
      | (?:19|20)\d\d[/:]\d+(?:{HYPHEN}\d+(?:\.\d+)*)?              # a case number, an act's number, a school year
      | \d{{4}}{HYPHEN}(?!(?:19|20)\d\d(?!\d))\d{{3,6}}(?!\d) )      # a case number; 2023-2026 is a period
    | (?P<thousands>(?<![\d.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d))   # 10 000
    | (?P<agenda>agenda{_SPACE}2030)
    | (?P<short>(?:{_LETTER}{{1,2}}|drop){HYPHEN}(?:{_LETTER}|[{_MARKS}]){{2,}})   # e-bok, IT-stöd, wi-fi: one word
    | (?P<word>(?:[^\W_{SUPERSCRIPTS}]|[{_MARKS}])+) (?::{_LETTER}{{1,3}}(?![^\W_]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HYPHEN = re.compile(HYPHEN)


def analyse(text: str, language: str = "sv") -> list[Token]:
    """The tokens of a text in order of their place, which counts characters from 0 in the text as it was given.

    `language` is a BCP 47 code; what is not Swedish, English or Finnish gets its exact words only. What is not known
    is read as Swedish, which nearly all plans are in.
    """
    code = language.partition("-")[0].lower()
    code = "sv" if code == UNDETERMINED else code
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
            yield Token(match.start(), match.end(), *_number(match[0], kind))


def _number(raw: str, kind: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Digits without their spaces; of dates and case numbers also the year, and both years of a school year."""
    if kind == "thousands":
        exact = re.sub(_SPACE, "", raw)
        return exact, exact, ()
    exact = _HYPHEN.sub("-", raw)
    year, _, rest = exact.partition("/")
    following = str(int(year) + 1) if rest.isdigit() else ""
    if following and rest in (following, following[2:]):
        return f"{year}/{following}", f"{year}/{following}", (year, following)
    return exact, exact, (exact[:4],)


@lru_cache(maxsize=200_000)
def _read(raw: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    """A word as it was written: its exact form, its stem and the tokens of its compound parts."""
    exact = plain(raw)
    parts = split(exact) if language == "sv" else ()
    return exact, stem_of(exact, language), tuple(part_token(part) for part in parts)


@lru_cache(maxsize=10_000)
def _read_joined(raw: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    """`e-bok` as the one word `ebok`, with both halves as its parts."""
    first, second = _HYPHEN.split(raw)
    exact, stem, parts = _read(second, language)
    joined = plain(first) + exact
    return joined, stem_of(joined, language), (plain(first), *(parts or (stem,)))

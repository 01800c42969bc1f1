"""Which words of a text stand together, and which of them share the last part of a compound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.language.compounds import read_first
from search.language.stemming import part_token
from search.language.token import Token

_HYPHENS = "-\u2010\u2011"
_TOGETHER = re.compile(rf"(?::[^\W\d_]{{1,3}})?(?:\s*|[{_HYPHENS}]\s*)")
_UNFINISHED = re.compile(rf"[{_HYPHENS}](?=[\s,/])")
_LISTED = re.compile(rf"[{_HYPHENS}]?,?\s*/?")
_LINKS = frozenset({"och", "eller", "samt", "respektive"})


def runs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens in sequences with nothing between them but blanks, line ends and a hyphen: `kultur-\\nskola`."""
    run: list[Token] = []
    for token in tokens:
        if run and not _together(text, run[-1].end, token.start):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _together(text: str, end: int, start: int) -> bool:
    return start <= end or text[end:start] == " " or _TOGETHER.fullmatch(text, end, start) is not None


def elliptic(text: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each first part that ends with a hyphen, with the compound that completes it: `folk-, skol- och sjukhusråd`."""
    waiting: list[Token] = []
    linked = False
    for before, token in pairwise((*tokens[:1], *tokens)):
        if not _LISTED.fullmatch(text, before.end, token.start):
            waiting, linked = [], False
        linked |= "/" in text[before.end : token.start]
        if _UNFINISHED.match(text, token.end):
            waiting.append(token)
        elif waiting and token.exact in _LINKS:
            linked = True
        else:
            if linked and len(token.parts) > 1:
                yield from ((first, token) for first in waiting)
            waiting, linked = [], False


def first_parts(exact: str) -> tuple[str, ...]:
    """The part tokens of a word that begins a compound: `folkbiblioteks` as `folk` and `bibliotek`."""
    return (exact,) if len(exact) < 3 else tuple(map(part_token, read_first(exact)))

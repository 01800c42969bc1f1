"""Parses the query syntax: words, phrases, exclusion, OR and prefixes. Any text is accepted; no error is raised."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 1_000  # characters; the rest is ignored, and the reader is told
MOST = 16  # words and phrases; each costs as much as the first
SHORTEST_PREFIX = 2  # characters; a single letter begins a tenth of all words

_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "\0": " "})


@dataclass(frozen=True, slots=True)
class ParsedTerm:
    """A word or a phrase of the query, without its operators."""

    text: str
    phrase: bool = False
    prefix: bool = False  # ended with *
    excluded: bool = False  # began with -


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A parsed query: an AND of clauses, each an OR of terms, and the excluded terms."""

    clauses: tuple[tuple[ParsedTerm, ...], ...]
    excluded: tuple[ParsedTerm, ...] = ()
    truncated: bool = False  # longer than the limits
    short_prefix: bool = False  # a star after fewer characters than a prefix has, which is ignored


def parse(text: str) -> ParsedQuery:
    """Parse a query: words, "phrases", -not, OR and prefix*. Operators without a word are ignored.

    >>> [[term.text for term in clause] for clause in parse('läs* "annat modersmål" -film a OR b').clauses]
    [['läs'], ['annat modersmål'], ['a', 'b']]
    """
    clauses: list[tuple[ParsedTerm, ...]] = []
    excluded: list[ParsedTerm] = []
    either = False
    found = list(_TERM.finditer(text[:LONGEST].translate(_QUOTES)))
    for match in found[:MOST]:
        if match["word"] == "OR" and not match["minus"]:
            either = bool(clauses)
            continue
        term = _parsed_term(match)
        if term is None:
            continue
        if term.excluded:
            excluded.append(term)
        elif either:
            clauses[-1] = (*clauses[-1], term)
        else:
            clauses.append((term,))
        either = False
    truncated = len(text) > LONGEST or len(found) > MOST
    short_prefix = any(_is_short_prefix(match["word"] or "") for match in found)
    return ParsedQuery(tuple(clauses), tuple(excluded), truncated, short_prefix)


def _is_short_prefix(word: str) -> bool:
    return word.endswith("*") and 0 < len(word.rstrip("*")) < SHORTEST_PREFIX


def _parsed_term(match: re.Match[str]) -> ParsedTerm | None:
    """The term of a match; None when it has no letter or digit."""
    excluded = bool(match["minus"])
    if match["phrase"] is not None:
        text, phrase, prefix = match["phrase"].strip(), True, False
    else:
        word = match["word"]
        text, phrase, prefix = word.rstrip("*"), False, word.endswith("*") and not _is_short_prefix(word)
    if not any(character.isalnum() or character == "§" for character in text):
        return None
    return ParsedTerm(text, phrase, prefix, excluded)

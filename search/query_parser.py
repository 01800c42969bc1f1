"""Parses the query syntax: words, phrases, law references, AND, OR, NOT and prefixes. Any text is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from search.language import law_reference_spans

LONGEST = 1_000  # characters; the rest is ignored, and the reader is told
MOST = 16  # words and phrases; each costs as much as the first
SHORTEST_PREFIX = 2  # characters; a single letter begins a tenth of all words

AND, OR, NOT = frozenset({"AND", "OCH"}), frozenset({"OR", "ELLER"}), frozenset({"NOT", "INTE"})
OPERATORS = AND | OR | NOT

_MINUS = re.compile(r"(?<!\S)-")
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "\0": " "})


@dataclass(frozen=True, slots=True)
class ParsedTerm:
    """A word, a phrase or a law reference of the query, without its operators."""

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


@dataclass(slots=True)
class _Clauses:
    """The clauses read so far, and the operator that waits for its word."""

    clauses: list[tuple[ParsedTerm, ...]] = field(default_factory=list)
    excluded: list[ParsedTerm] = field(default_factory=list)
    operator: str = ""

    def add(self, term: ParsedTerm) -> None:
        if term.excluded or self.operator in NOT:
            self.excluded.append(replace(term, excluded=True))
        elif self.operator in OR and self.clauses:
            self.clauses[-1] = (*self.clauses[-1], term)
        else:
            self.clauses.append((term,))
        self.operator = ""


def parse(text: str) -> ParsedQuery:
    """Parse a query: words, "phrases", -not, AND, OR, NOT (OCH, ELLER, INTE) and prefix*.

    Operators are read in capitals; those without a word beside them are ignored. A law reference is one term.

    >>> [[term.text for term in clause] for clause in parse('läs* 5 § OR "annat modersmål" NOT film').clauses]
    [['läs'], ['5 §', 'annat modersmål']]
    """
    read = _Clauses()
    found = list(_written_terms(text[:LONGEST].translate(_QUOTES)))
    for written, term in found[:MOST]:
        if written in OPERATORS:
            read.operator = written
        elif any(character.isalnum() or character == "§" for character in term.text):
            read.add(term)
    truncated = len(text) > LONGEST or len(found) > MOST
    short_prefix = any(_is_short_prefix(written) for written, _term in found)
    return ParsedQuery(tuple(read.clauses), tuple(read.excluded), truncated, short_prefix)


def _written_terms(text: str) -> Iterator[tuple[str, ParsedTerm]]:
    """Each word as it was written (nothing for a phrase), and as a term; a sign alone is none, but comes too."""
    references = dict(law_reference_spans(_MINUS.sub(" ", text)))
    position = 0
    while match := _TERM.search(text, position):
        excluded = bool(match["minus"])
        position = match.end()
        if match["word"] is None:
            yield "", ParsedTerm(match["phrase"].strip(), phrase=True, excluded=excluded)
        elif end := references.get(match.start("word")):
            position = end
            yield "", ParsedTerm(text[match.start("word") : end], excluded=excluded)
        else:
            word = match["word"]
            prefix = word.endswith("*") and not _is_short_prefix(word)
            yield "-" * excluded + word, ParsedTerm(word.rstrip("*"), prefix=prefix, excluded=excluded)


def _is_short_prefix(word: str) -> bool:
    return word.endswith("*") and 0 < len(word.strip("-*")) < SHORTEST_PREFIX

"""What a query names besides its words: an owner or a place becomes a filter, and the other words are searched."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from search.language import STOP_WORDS
from search.query_parser import parse
from search.types import NamedFilter

_PREPOSITION = re.compile(r"\b(?:i|inom|för|från|hos|av|på)\s+$", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"?')


@dataclass(frozen=True, slots=True)
class Question:
    """The words to search for, and the filters that the query names."""

    words: str
    filters: tuple[NamedFilter, ...] = ()

    @property
    def filter_values(self) -> Mapping[str, frozenset[str]]:
        """The values by the name of the filter."""
        return {named.name: self.values(named.name) for named in self.filters}

    def values(self, name: str) -> frozenset[str]:
        return frozenset(named.value for named in self.filters if named.name == name)

    def text_of(self, name: str, value: str) -> str:
        """The words that name a value; empty where none do."""
        return next((named.text for named in self.filters if (named.name, named.value) == (name, value)), "")


def read_question(
    text: str, named: Sequence[NamedFilter], chosen: Mapping[str, Collection[str]], without: Collection[str]
) -> Question:
    """Take the filters out of a query, unless nothing would be left to search for.

    Args:
        text: The query as written.
        named: What it names, from left to right.
        chosen: Values of filters by name that the address has; where it has some, they alone count.
        without: Names that the reader wants searched as words.
    """
    taken = [
        each
        for each in named
        if each.text not in without
        and not _is_quoted(text, each)
        and each.value in (chosen.get(each.name) or (each.value,))
    ]
    words = text
    for each in reversed(taken):
        before = _PREPOSITION.sub("", words[: each.start])
        words = f"{before} {words[each.end :]}"
    if not taken or not _has_words(words):
        return Question(text)
    return Question(" ".join(words.split()), tuple(taken))


def _is_quoted(text: str, named: NamedFilter) -> bool:
    """Whether it stands in a phrase, is excluded, or is the beginning of a word."""
    in_phrase = any(match.start() < named.start < match.end() for match in _QUOTED.finditer(text))
    return in_phrase or text[: named.start].endswith("-") or text[named.end :].startswith("*")


def _has_words(text: str) -> bool:
    return any(term.text.casefold() not in STOP_WORDS for clause in parse(text).clauses for term in clause)

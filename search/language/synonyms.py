"""Other words for the same thing, which count with the word, and related words, which are only offered."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

from search.language.analysis import analyse
from search.language.stemming import stem_of

_FILE = Path(__file__).with_name("synonyms.toml")
_SHORT = 5  # letters from which a word is found in its inflections; shorter ones and abbreviations keep their form


@dataclass(frozen=True, slots=True)
class Synonym:
    """An expansion: the name shown to the reader, and its `exact` words in order (one or several)."""

    name: str
    phrase: tuple[str, ...]
    related: bool  # not the same thing, only near it


@lru_cache(maxsize=5_000)
def synonyms(words: str) -> tuple[Synonym, ...]:
    """The expansions of a word or phrase in any case and inflection, those that are the same thing first."""
    table = _table()
    phrase = _phrase(words)
    return table.get(" ".join(phrase)) or table.get(_stems(phrase), ())


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(token.exact for token in analyse(words))


def _stems(phrase: tuple[str, ...]) -> str:
    """A key that no exact phrase has."""
    return "~" + " ".join(word if len(word) < _SHORT else stem_of(word) for word in phrase)


@cache
def _table() -> dict[str, tuple[Synonym, ...]]:
    found: dict[str, dict[str, Synonym]] = defaultdict(dict)
    for name, other, related in _pairs():
        synonym = Synonym(other, _phrase(other), related)
        for key in (" ".join(_phrase(name)), _stems(_phrase(name))):
            found[key].setdefault(other, synonym)
    return {key: tuple(known.values()) for key, known in found.items()}


def _pairs() -> Iterator[tuple[str, str, bool]]:
    """Name, expansion, and whether it is merely related: those of the same thing first.

    What is related to a name is related to the other names of the same thing.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = {name: group for group in data["same"] for name in group}
    for group in data["same"]:
        yield from ((name, other, False) for name, other in permutations(group, 2))
    for name, other in _related(data):
        names = groups.get(name, [name])
        yield from ((each, other, True) for each in names if other not in names)


def _related(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for group in data["related"]:
        yield from permutations(group, 2)
    for name, others in data["narrower"].items():
        yield from ((name, other) for other in others)


@cache
def longest_name() -> int:
    """How many words the longest name of the file has, for whoever looks for names within a query."""
    return max(len(key.split()) for key in _table())

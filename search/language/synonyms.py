"""Words that mean nearly the same in library plans: named expansions, ranked below the word itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path

from search.language.analysis import analyse
from search.language.stemming import stem_of

_FILE = Path(__file__).with_name("synonyms.toml")
_WEIGHTS = {"same": 0.6, "near": 0.4, "kinds": 0.4, "older": 0.3}


@dataclass(frozen=True, slots=True)
class Synonym:
    """An expansion: the name shown to the reader, its `exact` words in order (one or several), its weight below 1."""

    name: str
    phrase: tuple[str, ...]
    weight: float


@lru_cache(maxsize=5_000)
def synonyms(words: str) -> tuple[Synonym, ...]:
    """The expansions of a word or phrase in any case and inflection, heaviest first; none for an unlisted one."""
    table = _table()
    phrase = _phrase(words)
    return table.get(" ".join(phrase)) or table.get(_stems(phrase), ())


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(token.exact for token in analyse(words))


def _stems(phrase: tuple[str, ...]) -> str:
    """A key that no exact phrase has; short words and abbreviations keep their form."""
    return "~" + " ".join(word if len(word) < 5 else stem_of(word) for word in phrase)


@cache
def _table() -> dict[str, tuple[Synonym, ...]]:
    found: dict[str, dict[str, Synonym]] = {}
    for name, other, weight in _pairs():
        synonym = Synonym(other, _phrase(other), weight)
        for key in (" ".join(_phrase(name)), _stems(_phrase(name))):
            known = found.setdefault(key, {})
            if other not in known or known[other].weight < weight:
                known[other] = synonym
    return {key: tuple(sorted(known.values(), key=lambda one: -one.weight)) for key, known in found.items()}


def _pairs() -> Iterator[tuple[str, str, float]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for relation in ("same", "near", "older"):
        for group in data[relation]:
            yield from ((name, other, _WEIGHTS[relation]) for name, other in permutations(group, 2))
    for name, others in data["kinds"].items():
        yield from ((name, other, _WEIGHTS["kinds"]) for other in others)


@cache
def longest_name() -> int:
    """How many words the longest name of the file has, for whoever looks for names within a query."""
    return max(len(key.split()) for key in _table())

"""Words that mean nearly the same in library plans: named expansions, ranked below the word itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.language.letters import plain

_FILE = Path(__file__).with_name("synonyms.toml")


@dataclass(frozen=True, slots=True)
class Synonym:
    """An expansion: the name shown to the reader, its `exact` words in order (one or several), its weight below 1."""

    name: str
    phrase: tuple[str, ...]
    weight: float


def synonyms(words: str) -> tuple[Synonym, ...]:
    """The expansions of a word or phrase in any case, best first; nothing for one that the file does not have."""
    return _table().get(_key(words), ())


def _key(words: str) -> str:
    return " ".join(plain(words).replace("-", " ").split())


@cache
def _table() -> dict[str, tuple[Synonym, ...]]:
    return {}

"""Filters that are words: a value stands for a list of terms, one of which a hit must hold, in every source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from search.language import STOP_WORDS, Token, analyse
from search.sources import Filter
from search.types import Group, Reading, Variant

ANY_WORD = "Få träffar har alla orden; också de som har något av dem visas."


class Narrowing(Protocol):
    """What an app registers in its `AppConfig.ready`."""

    filter: Filter

    def labels(self) -> Mapping[str, str]:
        """What a reader sees for each value."""
        ...

    def terms(self, values: Collection[str]) -> Sequence[str]:
        """Words and names that stand for the values.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        ...


_narrowings: dict[str, Narrowing] = {}


def register(narrowing: Narrowing) -> None:
    _narrowings[narrowing.filter.name] = narrowing


def all_narrowings() -> Mapping[str, Narrowing]:
    return _narrowings


def narrowed(reading: Reading, terms: Sequence[str], without: Collection[str] = ()) -> Reading:
    """A reading that also asks for one of the terms; each is named as an expansion, those in `without` are left out.

    A loose reading becomes one where any of its words and one of the terms must stand.
    """
    groups = tuple(group for term in terms if term not in without and (group := _group(term)))
    if not groups:
        return reading
    written, notes = reading.clauses, reading.notes
    if reading.loose:
        written, notes = (tuple(group for clause in reading.clauses for group in clause),), (*notes, ANY_WORD)
    names = tuple(dict.fromkeys([*reading.expansions, *(group.written for group in groups)]))
    return replace(reading, clauses=(*written, groups), loose=False, expansions=names, notes=notes)


def as_words(terms: Sequence[str]) -> str:
    """The terms as somebody would write them in the box: one or the other, names as phrases."""
    return " OR ".join(f'"{term}"' if " " in term else term for term in terms)


def _group(term: str) -> Group | None:
    """Finds a term in all its forms: a word also within longer ones, a name where all of its words stand."""
    tokens = [token for token in analyse(term) if token.exact not in STOP_WORDS]
    if not tokens:
        return None
    words = tuple(_signs(token, alone=len(tokens) == 1) for token in tokens)
    return Group(term, (Variant(words, expansion=term),))


def _signs(token: Token, alone: bool) -> tuple[str, ...]:
    own = (f"={token.exact}", token.stem)
    return (*own, f"+{token.stem}") if alone and token.exact.isalpha() and len(token.exact) > 3 else own

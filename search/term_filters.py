"""Term filters: a value stands for a list of words, one of which a hit must contain, in every source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from search.language import STOP_WORDS, Token, analyse
from search.sources import Filter
from search.types import AnalysedQuery, QueryTerm, TermVariant

ANY_WORD = "Få träffar har alla orden; också de som har något av dem visas."


class TermFilter(Protocol):
    """A filter that an app registers in its `AppConfig.ready`."""

    filter: Filter

    def labels(self) -> Mapping[str, str]:
        """The label of each value."""
        ...

    def terms(self, values: Collection[str]) -> Sequence[str]:
        """The words and names of these values.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        ...


_term_filters: dict[str, TermFilter] = {}


def register(term_filter: TermFilter) -> None:
    _term_filters[term_filter.filter.name] = term_filter


def all_term_filters() -> Mapping[str, TermFilter]:
    return _term_filters


def apply_term_filter(analysed: AnalysedQuery, words: Sequence[str], without: Collection[str] = ()) -> AnalysedQuery:
    """Add a clause that requires one of the words, each named as an expansion; those in `without` are left out.

    A query with `match_any` becomes one clause of its terms, so that one of them and one of the words must match.
    """
    added = tuple(term for word in words if word not in without and (term := _query_term(word)))
    if not added:
        return analysed
    clauses, notes = analysed.clauses, analysed.notes
    if analysed.match_any:
        clauses, notes = (tuple(term for clause in analysed.clauses for term in clause),), (*notes, ANY_WORD)
    names = tuple(dict.fromkeys([*analysed.expansions, *(term.text for term in added)]))
    return replace(analysed, clauses=(*clauses, added), match_any=False, expansions=names, notes=notes)


def as_query(words: Sequence[str]) -> str:
    """The words in query syntax: joined by OR, names as phrases."""
    return " OR ".join(f'"{word}"' if " " in word else word for word in words)


def _query_term(word: str) -> QueryTerm | None:
    """Matches a word in all its forms, also inside compounds; a name in all forms of its words, next to each other."""
    tokens = analyse(word)
    if all(token.exact in STOP_WORDS for token in tokens):
        return None
    words = tuple((token.stem,) for token in tokens) if len(tokens) > 1 else (_alternatives(tokens[0]),)
    return QueryTerm(word, (TermVariant(words, expansion=word),))


def _alternatives(token: Token) -> tuple[str, ...]:
    own = (f"={token.exact}", token.stem)
    return (*own, f"+{token.stem}") if token.exact.isalpha() and len(token.exact) > 3 else own

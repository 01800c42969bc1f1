"""Compiles an analysed query to tsquery expressions over our tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from search.engines.postgresql.schema import TITLE, quoted
from search.types import AnalysedQuery, QueryTerm, TermVariant


def matching(analysed: AnalysedQuery, title_clauses: Collection[int]) -> str:
    """The expression of matching chunks; empty when none can match."""
    return any_word(analysed) if analysed.match_any else all_words(analysed, title_clauses)


def all_words(analysed: AnalysedQuery, title_clauses: Collection[int], *, weak: bool = True) -> str:
    """Match every clause in the chunk's own text or headings.

    One in `title_clauses` may match in the title instead, but not all of them.
    `title_clauses` are the indexes of clauses that some title may match; the others skip the title field.
    Without `weak`
    only what the reader wrote counts. Nothing when no variant of a clause is left.
    """
    own = [in_clause(clause, weak=weak) for clause in analysed.clauses]
    if not own or not all(own):
        return ""
    places = [
        either([own[place], in_clause(clause, TITLE, weak=weak)]) if place in title_clauses else own[place]
        for place, clause in enumerate(analysed.clauses)
    ]
    if len(title_clauses) == len(own) > 1:
        places.append(either(own))
    return _without(_both(own if len(own) == 1 else places), analysed)


def all_words_apart(analysed: AnalysedQuery) -> str:
    """Match every clause, some of them only by a boost; empty without boosts."""
    if not any(term.boosts for clause in analysed.clauses for term in clause):
        return ""
    return _both([either([in_clause(clause), *map(_boost, _boosts(clause))]) for clause in analysed.clauses])


def _boosts(clause: Sequence[QueryTerm]) -> list[tuple[tuple[str, ...], ...]]:
    return [boost for term in clause for boost in term.boosts]


def _boost(words: Sequence[Sequence[str]]) -> str:
    return _both([either(map(token_query, word)) for word in words])


def any_word(analysed: AnalysedQuery) -> str:
    """Match at least one clause in the chunk's own text or headings."""
    return _without(either(in_clause(clause) for clause in analysed.clauses), analysed)


def title_words(analysed: AnalysedQuery) -> str:
    """Match every clause in a title; matched against the tokens of a record."""
    return _without(_both([in_clause(clause) for clause in analysed.clauses]), analysed)


def in_clause(clause: Sequence[QueryTerm], before: str = "", *, weak: bool = True) -> str:
    """Any of the terms; `before` is prefixed to every token."""
    return either(_group(group, before, weak) for group in clause)


def _group(group: QueryTerm, before: str, weak: bool) -> str:
    if group.phrase:
        return _adjacent([quoted(f"{before}={word}") for word in group.phrase])
    return either(variant_query(variant, before) for variant in group.variants if weak or not variant.weak)


def variant_query(variant: TermVariant, before: str = "") -> str:
    """The words of a variant next to each other, each by any of its tokens."""
    return _adjacent([either(token_query(before + token) for token in word) for word in variant.words])


def token_query(token: str) -> str:
    """A token; a trailing `*` makes it a prefix query."""
    return f"{quoted(token[:-1])}:*" if token.endswith("*") else quoted(token)


def either(expressions: Iterable[str]) -> str:
    """A disjunction of the non-empty expressions."""
    distinct = list(dict.fromkeys(filter(None, expressions)))
    return f"({' | '.join(distinct)})" if len(distinct) > 1 else "".join(distinct)


def _adjacent(expressions: Sequence[str]) -> str:
    return f"({' <-> '.join(expressions)})" if len(expressions) > 1 else "".join(expressions)


def _both(expressions: Sequence[str]) -> str:
    return f"({' & '.join(expressions)})" if len(expressions) > 1 else "".join(expressions)


def _without(expression: str, analysed: AnalysedQuery) -> str:
    unwanted = either(_group(group, "", True) for group in analysed.excluded)
    return f"{expression} & !({unwanted})" if expression and unwanted else expression

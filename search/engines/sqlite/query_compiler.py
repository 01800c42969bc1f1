"""Compiles an analysed query to an FTS5 expression."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from search.engines.sqlite.indexer import EVERY_CHUNK
from search.types import AnalysedQuery, QueryTerm, TermVariant

OWN = "heading stems parts exact"
EXACT = "heading exact"


def all_words_apart(analysed: AnalysedQuery) -> str:
    """Match a clause in the chunk's own text or headings, and the others at least by a boost; empty without boosts."""
    if not any(term.boosts for clause in analysed.clauses for term in clause):
        return ""
    clauses = [_or([_clause(clause, True), *_boosts(clause)]) for clause in analysed.clauses]
    return f"({any_word(analysed)}) AND {_in(OWN, _and(clauses))}"


def _boosts(clause: Sequence[QueryTerm]) -> Iterable[str]:
    return (f"({_and(_or(map(_token, word)) for word in boost)})" for term in clause for boost in term.boosts)


def all_words(analysed: AnalysedQuery, title_clauses: Collection[int], *, weak: bool = True) -> str:
    """Match every clause in the chunk's own text or headings.

    `title_clauses` are the indexes of clauses that may match in the title instead, but not all of them; the others
    skip the title field. Without `weak` only what the reader wrote counts. Empty when no variant of a clause is left.
    """
    clauses = [_clause(clause, weak) for clause in analysed.clauses]
    if not clauses or not all(clauses):
        return ""
    if not title_clauses:
        return _without(_in(OWN, _and(clauses)), analysed)
    places = [
        f"({_in(OWN, clause)} OR {_in('title', clause)})" if place in title_clauses else _in(OWN, clause)
        for place, clause in enumerate(clauses)
    ]
    if len(title_clauses) == len(clauses):
        places.append(_in(OWN, _or(clauses)))
    return _without(" AND ".join(places), analysed)


def any_word(analysed: AnalysedQuery) -> str:
    """Match at least one clause in the chunk's own text or headings."""
    return _without(_in(OWN, _or(_clause(clause, True) for clause in analysed.clauses)), analysed)


def with_boosts(expression: str, analysed: AnalysedQuery) -> str:
    """The same matches, scored also by the boosts: FTS5 scores by all tokens of an expression, so they are required
    together with a token that every chunk has, and whose own score is nothing.
    """
    boosts = _or(_token(token) for clause in analysed.clauses for group in clause for token in group.boost_tokens)
    return f"({expression}) AND {{title stems exact}} : ({_token(EVERY_CHUNK)} OR {boosts})" if boosts else expression


def title_words(analysed: AnalysedQuery) -> str:
    """Match every clause in a title."""
    expression = _and([_clause(clause, True) for clause in analysed.clauses])
    unwanted = _or(_group(group, True) for group in analysed.excluded)
    return f"({expression}) NOT ({unwanted})" if unwanted else expression


def clause_in_title(analysed: AnalysedQuery, place: int) -> str:
    return _clause(analysed.clauses[place], True)


def _clause(clause: Sequence[QueryTerm], weak: bool) -> str:
    return _or(_group(group, weak) for group in clause)


def _group(group: QueryTerm, weak: bool) -> str:
    if group.phrase:
        return _phrase(f"={word}" for word in group.phrase)
    return _or(_variant(variant) for variant in group.variants if weak or not variant.weak)


def _variant(variant: TermVariant) -> str:
    if len(variant.words) == 1:
        return _or(map(_token, variant.words[0]))
    return _or(_phrase(tokens) for tokens in variant.phrases())


def _phrase(tokens: Iterable[str]) -> str:
    return f'"{" ".join(map(_escaped, tokens))}"'


def _token(token: str) -> str:
    """A quoted token; `*` after the quotes makes it a prefix query."""
    beginning = token.endswith("*")
    return f'"{_escaped(token.rstrip("*"))}"' + (" *" if beginning else "")


def _or(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(filter(None, expressions)))


def _and(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def _in(columns: str, expression: str) -> str:
    return f"({{{columns}}} : ({expression}))"


def _without(expression: str, analysed: AnalysedQuery) -> str:
    unwanted = _or(_group(group, True) for group in analysed.excluded)
    return f"({expression}) NOT {_in(EXACT, unwanted)}" if unwanted else expression


def _escaped(token: str) -> str:
    return token.replace('"', '""')

"""Compiles an analysed query to Elasticsearch queries; the prefix of a token says its type, so types share a field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from search.tokens import matching_tokens
from search.types import AnalysedQuery, Query, QueryTerm, TermVariant

RECORDS = "records"
TERMS = f"{RECORDS}.terms"
PAGES = f"{RECORDS}.pages"
CHUNKS = f"{PAGES}.chunks"
OWN = f"{CHUNKS}.own_tokens"  # of the headings, then of the text; no phrase spans both
TITLE = f"{CHUNKS}.title_tokens"
TITLED = f"{RECORDS}.title_tokens"

# How much a word counts, by its sort, and in the title. FTS5 weighs before it saturates, Lucene after it: these are
# the SQLite engine's weights as a single occurrence feels them.
EXACT, PART, STEM = 1.7, 1.0, 0.73
IN_TITLE = 0.17
ALL_WORDS_FIRST = 1_000.0  # ranks chunks with all words before those with some
ALL_WORDS_APART = 500.0  # and then those that hold the parts of a compound apart
WEAK = 0.6  # score factor of chunks matched only by weak expansions

Clause = dict[str, Any]


# --- chunks


def chunks(analysed: AnalysedQuery, title_clauses: Collection[int]) -> Clause:
    """Matching chunks, unscored."""
    return any_word(analysed) if analysed.match_any else all_words(analysed, title_clauses)


def scored_chunks(analysed: AnalysedQuery, title_clauses: Collection[int]) -> Clause:
    """Matching chunks, scored."""
    if not analysed.match_any:
        return all_words(analysed, title_clauses)
    complete = {"constant_score": {"filter": all_words(analysed, title_clauses), "boost": ALL_WORDS_FIRST}}
    return {"bool": {"must": [any_word(analysed)], "should": [complete, *_boosts(analysed)]}}


def _boosts(analysed: AnalysedQuery) -> list[Clause]:
    """What raises the score of a match: the parts of a compound apart, and more if all the other words are there."""
    boosts = dict.fromkeys(token for clause in analysed.clauses for group in clause for token in group.boost_tokens)
    if not boosts:
        return []
    every = [_or([_clause(clause, OWN), *map(_boost, _all_boosts(clause))]) for clause in analysed.clauses]
    apart = {"constant_score": {"filter": {"bool": {"must": every}}, "boost": ALL_WORDS_APART}}
    return [apart, *(_token(token, OWN, 1.0) for token in boosts)]


def _all_boosts(clause: Sequence[QueryTerm]) -> list[tuple[tuple[str, ...], ...]]:
    return [boost for term in clause for boost in term.boosts]


def _boost(words: Sequence[Sequence[str]]) -> Clause:
    return {"bool": {"must": [_or([_token(token, OWN, 1.0) for token in word]) for word in words]}}


def all_words(analysed: AnalysedQuery, title_clauses: Collection[int]) -> Clause:
    """Match every clause in the chunk's own text or headings.

    `title_clauses` are the indexes of clauses that may match in the title instead, but not all of them; the others
    skip the title field.
    """
    own = [_clause(clause, OWN) for clause in analysed.clauses]
    if len(own) == 1:
        return _without(own, analysed)
    wanted = [
        _or([own[place], _clause(clause, TITLE)]) if place in title_clauses else own[place]
        for place, clause in enumerate(analysed.clauses)
    ]
    return _without(wanted, analysed, own=_or(own) if len(title_clauses) == len(own) else None)


def any_word(analysed: AnalysedQuery) -> Clause:
    """Match at least one clause in the chunk's own text or headings."""
    return _without([_or([_clause(clause, OWN) for clause in analysed.clauses])], analysed)


def _without(clauses: Sequence[Clause], analysed: AnalysedQuery, own: Clause | None = None) -> Clause:
    unwanted = [_group(group, OWN) for group in analysed.excluded]
    return {"bool": {"must": list(clauses), "filter": [own] if own else [], "must_not": unwanted}}


# --- titles


def clauses_in_titles(analysed: AnalysedQuery, titles: Collection[str]) -> frozenset[int]:
    """Indexes of the clauses that a title with such tokens may match."""
    return frozenset(
        place for place, clause in enumerate(analysed.clauses) if any(_may_match(group, titles) for group in clause)
    )


def _may_match(group: QueryTerm, tokens: Collection[str]) -> bool:
    if group.phrase:
        return all(f"={word}" in tokens for word in group.phrase)
    return any(all(matching_tokens(word, tokens) for word in variant.words) for variant in group.variants)


def titles(analysed: AnalysedQuery) -> Clause:
    """Records with every clause in their title; all records without words."""
    if analysed.empty:
        return {"match_all": {}}
    unwanted = [_group(group, TITLED) for group in analysed.excluded]
    wanted = [_clause(clause, TITLED) for clause in analysed.clauses]
    return {"bool": {"must": wanted, "must_not": unwanted}}


# --- records


def passing(query: Query, filters: Mapping[str, frozenset[str]]) -> list[Clause]:
    """Filters for records that have one of the values of each filter on the query's day."""
    return [
        {"nested": {"path": TERMS, "query": {"bool": {"filter": [_pairs(name, wanted), *holding(query)]}}}}
        for name, wanted in filters.items()
        if wanted
    ]


def holding(query: Query) -> list[Clause]:
    """Filters for terms that are valid on the query's day."""
    day = query.on.toordinal()
    return [{"range": {f"{TERMS}.first": {"lte": day}}}, {"range": {f"{TERMS}.last": {"gte": day}}}]


def _pairs(name: str, values: Iterable[str]) -> Clause:
    return {"terms": {f"{TERMS}.pair": sorted(f"{name}={value}" for value in values)}}


# --- words


def _clause(clause: Sequence[QueryTerm], field: str) -> Clause:
    return _or([_group(group, field) for group in clause])


def _group(group: QueryTerm, field: str) -> Clause:
    if group.phrase:
        return _phrase([f"={word}" for word in group.phrase], field, 1.0)
    return _or([_variant(variant, field) for variant in group.variants])


def _variant(variant: TermVariant, field: str) -> Clause:
    factor = WEAK if variant.weak else 1.0
    if len(variant.words) == 1:
        return _or([_token(token, field, factor) for token in variant.words[0]])
    return _or([_phrase(tokens, field, factor) for tokens in variant.phrases()])


def _phrase(tokens: Sequence[str], field: str, factor: float) -> Clause:
    boost = factor * _weight(field, tokens[0])
    return {"match_phrase": {field: {"query": " ".join(tokens), "boost": boost}}}


def _token(token: str, field: str, factor: float) -> Clause:
    boost = factor * _weight(field, token)
    if token.endswith("*"):
        return {"prefix": {field: {"value": token[:-1], "boost": boost}}}
    return {"term": {field: {"value": token, "boost": boost}}}


def _weight(field: str, token: str) -> float:
    weight = {"=": EXACT, "+": PART}.get(token[:1], STEM)
    return IN_TITLE * weight if field == TITLE else weight


def _or(clauses: Sequence[Clause]) -> Clause:
    """A disjunction of the non-empty clauses; scores are summed."""
    flat: list[Clause] = []
    for clause in filter(None, clauses):
        inner = clause.get("bool", {})
        flat += inner["should"] if set(inner) == {"should"} else [clause]
    distinct = [clause for place, clause in enumerate(flat) if clause not in flat[:place]]
    if len(distinct) < 2:
        return distinct[0] if distinct else {}
    return {"bool": {"should": distinct}}

"""A reading as Elasticsearch queries over our tokens. A token's sign says its sort, so the sorts share a field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from search.tokens import answering
from search.types import Group, Query, Reading, Variant

RECORDS = "records"
TERMS = f"{RECORDS}.terms"
PAGES = f"{RECORDS}.pages"
PIECES = f"{PAGES}.pieces"
OWN = f"{PIECES}.own_tokens"  # of the headings, then of the text; no phrase reaches from one to the other
TITLE = f"{PIECES}.title_tokens"
TITLED = f"{RECORDS}.title_tokens"

# How much a word counts, by its sort, and in the title. FTS5 weighs before it saturates, Lucene after it: these are
# the SQLite engine's weights as a single occurrence feels them.
EXACT, PART, STEM = 1.7, 1.0, 0.73
IN_TITLE = 0.17
ALL_WORDS_FIRST = 1_000.0  # puts pieces with all words before any with only some
WEAK = 0.6  # of its score, for a piece found only by expansions that rank below the word itself

Clause = dict[str, Any]


# --- pieces


def pieces(reading: Reading, helped: Collection[int]) -> Clause:
    """The pieces that answer; their scores mean nothing."""
    return any_word(reading) if reading.loose else all_words(reading, helped)


def scored_pieces(reading: Reading, helped: Collection[int]) -> Clause:
    """The pieces that answer, better ones with higher scores."""
    if not reading.loose:
        return all_words(reading, helped)
    complete = {"constant_score": {"filter": all_words(reading, helped), "boost": ALL_WORDS_FIRST}}
    return {"bool": {"must": [any_word(reading)], "should": [complete]}}


def all_words(reading: Reading, helped: Collection[int]) -> Clause:
    """Every clause in the piece's own text or headings; a helped one may stand in the title instead, but not all.

    `helped` are the places of clauses that some title may hold: the others need no look at titles.
    """
    own = [_clause(clause, OWN) for clause in reading.clauses]
    if len(own) == 1:
        return _without(own, reading)
    wanted = [
        _either([own[place], _clause(clause, TITLE)]) if place in helped else own[place]
        for place, clause in enumerate(reading.clauses)
    ]
    return _without(wanted, reading, own=_either(own) if len(helped) == len(own) else None)


def any_word(reading: Reading) -> Clause:
    """At least one clause, in the piece's own text or headings."""
    return _without([_either([_clause(clause, OWN) for clause in reading.clauses])], reading)


def _without(clauses: Sequence[Clause], reading: Reading, own: Clause | None = None) -> Clause:
    unwanted = [_group(group, OWN) for group in reading.excluded]
    return {"bool": {"must": list(clauses), "filter": [own] if own else [], "must_not": unwanted}}


# --- titles


def helped_by(reading: Reading, titles: Collection[str]) -> frozenset[int]:
    """The places of the clauses that a title with such tokens may hold."""
    return frozenset(
        place for place, clause in enumerate(reading.clauses) if any(_may_stand(group, titles) for group in clause)
    )


def _may_stand(group: Group, tokens: Collection[str]) -> bool:
    if group.phrase:
        return all(f"={word}" in tokens for word in group.phrase)
    return any(all(answering(word, tokens) for word in variant.words) for variant in group.variants)


def titles(reading: Reading) -> Clause:
    """Records with every clause in their title; all records without words."""
    if reading.empty:
        return {"match_all": {}}
    unwanted = [_group(group, TITLED) for group in reading.excluded]
    wanted = [_clause(clause, TITLED) for clause in reading.clauses]
    return {"bool": {"must": wanted, "must_not": unwanted}}


# --- records


def passing(query: Query, filters: Mapping[str, frozenset[str]]) -> list[Clause]:
    """What a record must fulfil to have one of the values of each filter on the query's day."""
    return [
        {"nested": {"path": TERMS, "query": {"bool": {"filter": [_pairs(name, wanted), *holding(query)]}}}}
        for name, wanted in filters.items()
        if wanted
    ]


def holding(query: Query) -> list[Clause]:
    """What a term must fulfil to hold on the query's day."""
    day = query.on.toordinal()
    return [{"range": {f"{TERMS}.first": {"lte": day}}}, {"range": {f"{TERMS}.last": {"gte": day}}}]


def _pairs(name: str, values: Iterable[str]) -> Clause:
    return {"terms": {f"{TERMS}.pair": sorted(f"{name}={value}" for value in values)}}


# --- words


def _clause(clause: Sequence[Group], field: str) -> Clause:
    return _either([_group(group, field) for group in clause])


def _group(group: Group, field: str) -> Clause:
    if group.phrase:
        phrase = " ".join(f"={word}" for word in group.phrase)
        return {"match_phrase": {field: {"query": phrase, "boost": _weight(field, "=")}}}
    return _either([_variant(variant, field) for variant in group.variants])


def _variant(variant: Variant, field: str) -> Clause:
    factor = WEAK if variant.weak else 1.0
    words = [_either([_token(token, field, factor) for token in word]) for word in variant.words]
    return words[0] if len(words) == 1 else {"bool": {"must": words}}


def _token(token: str, field: str, factor: float) -> Clause:
    boost = factor * _weight(field, token)
    if token.endswith("*"):
        return {"prefix": {field: {"value": token[:-1], "boost": boost}}}
    return {"term": {field: {"value": token, "boost": boost}}}


def _weight(field: str, token: str) -> float:
    weight = {"=": EXACT, "+": PART}.get(token[:1], STEM)
    return IN_TITLE * weight if field == TITLE else weight


def _either(clauses: Sequence[Clause]) -> Clause:
    """Any of the clauses that are there, the scores of those that match summed."""
    flat: list[Clause] = []
    for clause in filter(None, clauses):
        inner = clause.get("bool", {})
        flat += inner["should"] if set(inner) == {"should"} else [clause]
    distinct = [clause for place, clause in enumerate(flat) if clause not in flat[:place]]
    if len(distinct) < 2:
        return distinct[0] if distinct else {}
    return {"bool": {"should": distinct}}

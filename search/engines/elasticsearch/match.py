"""A reading as Elasticsearch queries over our tokens. A token's sign says its sort, so the sorts share a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.types import Group, Query, Reading, Variant

RECORDS = "records"
TERMS = f"{RECORDS}.terms"
PAGES = f"{RECORDS}.pages"
PIECES = f"{PAGES}.pieces"
TITLE, HEADING, TEXT = (f"{PIECES}.{name}_tokens" for name in ("title", "heading", "text"))
TITLED = f"{RECORDS}.title_tokens"
OWN = (TEXT, HEADING)

# How much a word counts in each field; in the text by its sort. FTS5 weighs before it saturates, Lucene after it:
# these are the SQLite engine's weights as a single occurrence feels them.
WEIGHTS = {TITLE: 0.17, HEADING: 1.22, TITLED: 1.0}
EXACT, PART, STEM = 1.7, 1.0, 0.73
ALL_WORDS_FIRST = 1_000.0  # puts pieces with all words before any with only some
WEAK = 0.6  # of its score, for a piece found only by expansions that rank below the word itself

Clause = dict[str, Any]


# --- pieces


def pieces(reading: Reading) -> Clause:
    """The pieces that answer; their scores mean nothing."""
    return any_word(reading) if reading.loose else all_words(reading)


def scored_pieces(reading: Reading) -> Clause:
    """The pieces that answer, better ones with higher scores."""
    if reading.loose:
        complete = {"constant_score": {"filter": all_words(reading), "boost": ALL_WORDS_FIRST}}
        return {"bool": {"must": [any_word(reading)], "should": [complete]}}
    if not any(variant.weak for clause in reading.clauses for group in clause for variant in group.variants):
        return all_words(reading)
    weak = {"bool": {"must": [all_words(reading)], "boost": WEAK}}
    written = all_words(reading, weak=False)
    return {"dis_max": {"queries": [weak, written]}} if written else weak


def all_words(reading: Reading, *, weak: bool = True) -> Clause:
    """Every clause in the piece's own text or headings; some, but not all, may stand in the title instead.

    Without `weak` only what the reader wrote counts. Nothing when no variant of a clause is left.
    """
    own = [_clause(clause, OWN, weak) for clause in reading.clauses]
    if not all(own):
        return {}
    if len(own) == 1:
        return _without(own, reading)
    helped = [
        _either([here, _clause(clause, (TITLE,), weak)]) for here, clause in zip(own, reading.clauses, strict=True)
    ]
    return _without(helped, reading, own=_either(own))


def any_word(reading: Reading) -> Clause:
    """At least one clause, in the piece's own text or headings."""
    return _without([_either([_clause(clause, OWN) for clause in reading.clauses])], reading)


def _without(clauses: Sequence[Clause], reading: Reading, own: Clause | None = None) -> Clause:
    unwanted = [_group(group, OWN) for group in reading.excluded]
    return {"bool": {"must": list(clauses), "filter": [own] if own else [], "must_not": unwanted}}


# --- titles


def titles(reading: Reading) -> Clause:
    """Records with every clause in their title; all records without words."""
    if reading.empty:
        return {"match_all": {}}
    unwanted = [_group(group, (TITLED,)) for group in reading.excluded]
    wanted = [_clause(clause, (TITLED,)) for clause in reading.clauses]
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


def _clause(clause: Sequence[Group], fields: Sequence[str], weak: bool = True) -> Clause:
    return _either([_group(group, fields, weak) for group in clause])


def _group(group: Group, fields: Sequence[str], weak: bool = True) -> Clause:
    if group.phrase:
        phrase = " ".join(f"={word}" for word in group.phrase)
        return _either([{"match_phrase": {field: {"query": phrase, "boost": _weight(field, "=")}}} for field in fields])
    return _either([_variant(variant, fields) for variant in group.variants if weak or not variant.weak])


def _variant(variant: Variant, fields: Sequence[str]) -> Clause:
    words = [_either([_token(token, field) for token in word for field in fields]) for word in variant.words]
    return words[0] if len(words) == 1 else {"bool": {"must": words}}


def _token(token: str, field: str) -> Clause:
    weight = _weight(field, token)
    if token.endswith("*"):
        return {"prefix": {field: {"value": token[:-1], "boost": weight}}}
    return {"term": {field: {"value": token, "boost": weight}}}


def _weight(field: str, token: str) -> float:
    return WEIGHTS.get(field) or {"=": EXACT, "+": PART}.get(token[:1], STEM)


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

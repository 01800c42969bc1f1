"""Aggregations: exact counts of pages, groups and facet values, computed by the cluster."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from search.engines.elasticsearch.query_compiler import CHUNKS, PAGES, RECORDS, TERMS, chunks, holding, passing, titles
from search.types import Query

Body = dict[str, Any]

VALUES = 10_000  # of one facet; more would be truncated, so they are an error


class Aggregations:
    """The aggregations of a query, and their results."""

    def __init__(self, query: Query, title_clauses: Collection[int]) -> None:
        self.query = query
        # Facet filters are applied inside, as each facet is counted without its own filter.
        self.chosen = {name: query.filters[name] for name in query.facets if query.filters.get(name)}
        self.fixed = {name: wanted for name, wanted in query.filters.items() if name not in self.chosen}
        self.matching = {"nested": {"path": CHUNKS, "query": chunks(query.analysed, title_clauses)}}
        self.found = {"bool": {"should": [titles(query.analysed)] + ([] if query.analysed.empty else [self.matching])}}

    def body(self) -> Body:
        """Restricted to groups that can match."""
        countable = _all_of([*passing(self.query, self.fixed), self.found if self.query.facets else self.matching])
        return {
            "size": 0,
            "track_total_hits": False,
            "query": _all_of(
                [{"term": {"source": self.query.source}}, {"nested": {"path": RECORDS, "query": countable}}]
            ),
            "aggs": {"records": {"nested": {"path": RECORDS}, "aggs": self._of_records()}},
        }

    def body_of(self, groups: Sequence[str]) -> Body:
        """Page counts of a few groups."""
        matching = _kept(passing(self.query, self.query.filters), {"pages": self._pages()})
        records = {"records": {"nested": {"path": RECORDS}, "aggs": {"passing": matching}}}
        return {
            "size": 0,
            "track_total_hits": False,
            "query": _all_of([{"term": {"source": self.query.source}}, {"terms": {"group": list(groups)}}]),
            "aggs": {"groups": {"terms": {"field": "group", "size": len(groups)}, "aggs": records}},
        }

    def _of_records(self) -> Body:
        inner: Body = {}
        if not self.query.analysed.empty:
            inner["pages"] = _kept(passing(self.query, self.chosen), {"pages": self._pages()})
        if self.query.facets:
            inner["found"] = {"filter": self.found, "aggs": {name: self._values(name) for name in self.query.facets}}
        return {"passing": _kept(passing(self.query, self.fixed), inner)}

    def _pages(self) -> Body:
        groups: Body = {"groups": {"reverse_nested": {}}}
        return {"nested": {"path": PAGES}, "aggs": {"matching": {"filter": self.matching, "aggs": groups}}}

    def _others(self, name: str) -> dict[str, frozenset[str]]:
        return {other: wanted for other, wanted in self.chosen.items() if other != name}

    def _values(self, name: str) -> Body:
        on_the_day = [{"term": {f"{TERMS}.name": name}}, *holding(self.query)]
        values = {"terms": {"field": f"{TERMS}.pair", "size": VALUES}, "aggs": {"groups": {"reverse_nested": {}}}}
        terms = {"terms": {"nested": {"path": TERMS}, "aggs": {"holding": _kept(on_the_day, {"values": values})}}}
        return _kept(passing(self.query, self._others(name)), terms)

    # --- response parsing

    def totals(self, answer: Mapping[str, Any]) -> tuple[int, int]:
        """Numbers of matching pages and groups."""
        if self.query.analysed.empty or "aggregations" not in answer:
            return 0, 0
        matching = answer["aggregations"]["records"]["passing"]["pages"]["pages"]["matching"]
        return matching["doc_count"], matching["groups"]["doc_count"]

    def pages_of(self, answer: Mapping[str, Any]) -> dict[str, int]:
        """Number of matching pages by group."""
        buckets = answer["aggregations"]["groups"]["buckets"]
        return {each["key"]: each["records"]["passing"]["pages"]["matching"]["doc_count"] for each in buckets}

    def facets(self, answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
        """Number of groups per value of each facet."""
        if "aggregations" not in answer:
            return {name: {} for name in self.query.facets}
        found = answer["aggregations"]["records"]["passing"].get("found", {})
        return {name: _counts(name, found[name]["terms"]["holding"]["values"]) for name in self.query.facets}


def _counts(name: str, values: Mapping[str, Any]) -> dict[str, int]:
    if values["sum_other_doc_count"]:
        raise RuntimeError(f"{name} has more than {VALUES} values")
    return {bucket["key"].removeprefix(f"{name}="): bucket["groups"]["doc_count"] for bucket in values["buckets"]}


def _kept(filters: list[Body], aggregations: Body) -> Body:
    return {"filter": _all_of(filters), "aggs": aggregations}


def _all_of(filters: list[Body]) -> Body:
    return {"bool": {"filter": filters}}

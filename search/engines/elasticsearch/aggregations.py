"""Pages, groups and values of facets, counted by the cluster in one go: no list of what is counted leaves it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from search.engines.elasticsearch.query_compiler import PAGES, PIECES, RECORDS, TERMS, holding, passing, pieces, titles
from search.types import Query

Body = dict[str, Any]

VALUES = 10_000  # of one facet; with more the answer would be wrong, so it is refused


class Counting:
    """What is asked to count a query, and what the answer says."""

    def __init__(self, query: Query, helped: Collection[int]) -> None:
        self.query = query
        # Filters that are counted as facets are laid on within: each is to be counted without itself.
        self.chosen = {name: query.filters[name] for name in query.facets if query.filters.get(name)}
        self.fixed = {name: wanted for name, wanted in query.filters.items() if name not in self.chosen}
        self.matching = {"nested": {"path": PIECES, "query": pieces(query.reading, helped)}}
        self.found = {"bool": {"should": [titles(query.reading)] + ([] if query.reading.empty else [self.matching])}}

    def body(self) -> Body:
        """Only groups that can count are looked into."""
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
        """The pages of a few groups."""
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
        if not self.query.reading.empty:
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

    # --- what the answer says

    def totals(self, answer: Mapping[str, Any]) -> tuple[int, int]:
        """Pages and groups that match."""
        if self.query.reading.empty or "aggregations" not in answer:
            return 0, 0
        matching = answer["aggregations"]["records"]["passing"]["pages"]["pages"]["matching"]
        return matching["doc_count"], matching["groups"]["doc_count"]

    def pages_of(self, answer: Mapping[str, Any]) -> dict[str, int]:
        """Pages that match, for each of the groups."""
        buckets = answer["aggregations"]["groups"]["buckets"]
        return {each["key"]: each["records"]["passing"]["pages"]["matching"]["doc_count"] for each in buckets}

    def facets(self, answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
        """Groups for each value of each facet."""
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

"""Executes one query in Elasticsearch: builds the request bodies and parses the responses."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engines.elasticsearch.aggregations import Aggregations
from search.engines.elasticsearch.client import Cluster
from search.engines.elasticsearch.query_compiler import (
    CHUNKS,
    RECORDS,
    chunks,
    clauses_in_titles,
    passing,
    scored_chunks,
    titles,
)
from search.types import GroupHit, PageHit, Query, Result

Body = dict[str, Any]

RECORDS_AT_ONCE = 100  # inner hits of one group; a group with more is fetched again with all
CHUNKS_AT_ONCE = 200  # inner hits of one record while streaming; likewise
CHUNKS_PER_PAGE = 2  # inner hits fetched for each page to show; likewise
GROUPS_AT_ONCE = 50  # while every page is streamed


class QueryExecutor:
    """Executes one query; `titles` are the tokens of all titles."""

    def __init__(self, cluster: Cluster, query: Query, titles: Collection[str]) -> None:
        self.cluster = cluster
        self.query = query
        self.title_clauses = clauses_in_titles(query.analysed, titles)
        self.matching = {"nested": {"path": CHUNKS, "query": chunks(query.analysed, self.title_clauses)}}
        # The same words use the same shard copies, so that scores are stable from page to page.
        self.preference = f"{zlib.crc32(repr(query.analysed).encode(errors='replace')):08x}"

    # --- results

    def result(self) -> Result:
        query = self.query
        aggregations = Aggregations(query, self.title_clauses)
        bodies = [aggregations.body(), self._title_only(0, 0)]
        if not query.analysed.empty:
            bodies.append(self._matching(query.offset, query.limit))
        counted, titled, *found = self.cluster.searches(bodies, preference=self.preference)
        pages, total = aggregations.totals(counted)
        hits = found[0]["hits"]["hits"] if found else []
        groups = self._shown(hits)
        title_only = titled["hits"]["total"]["value"]
        first, last = max(query.offset - total, 0), max(query.offset + query.limit - total, 0)
        if last and title_only > first:
            answer = self.cluster.search(self._title_only(first, last - first), preference=self.preference)
            groups += [self._title_only_group(hit) for hit in answer["hits"]["hits"]]
        return Result(tuple(groups), pages, total, title_only, aggregations.facets(counted))

    def has_at_least(self, pages: int) -> bool:
        """Whether at least `pages` pages match; a shard stops after so many groups, each of which has a page."""
        aggregations = Aggregations(replace(self.query, facets=()), self.title_clauses)
        answer = self.cluster.search({**aggregations.body(), "terminate_after": pages})
        return aggregations.totals(answer)[0] >= pages

    def stream(self) -> Iterator[PageHit]:
        body = self._matching(0, GROUPS_AT_ONCE, CHUNKS_AT_ONCE)
        del body["from"]
        for hit in self.cluster.scan(body):
            yield from self._pages(self._whole(hit, sys.maxsize))

    # --- request bodies

    def _matching(
        self, offset: int, limit: int, chunks: int = 0, records: int = RECORDS_AT_ONCE, group: str = ""
    ) -> Body:
        """Groups with matching pages, each with its records and their best chunks."""
        query = self.query
        chunk = {
            "path": CHUNKS,
            "score_mode": "max",
            "query": scored_chunks(query.analysed, self.title_clauses),
            "inner_hits": {
                **_bare(chunks or CHUNKS_PER_PAGE * max(query.hits_per_group, 1)),
                "docvalue_fields": [f"{CHUNKS}.position", f"{CHUNKS}.unit"],
                "stored_fields": [f"{CHUNKS}.text", f"{CHUNKS}.under", f"{CHUNKS}.language"],
            },
        }
        wanted = {"bool": {"filter": passing(query, query.filters), "must": [{"nested": chunk}]}}
        inner = {**_bare(records), "docvalue_fields": [f"{RECORDS}.key"]}
        record = {"path": RECORDS, "score_mode": "max", "query": wanted, "inner_hits": inner}
        only = [{"term": {"group": group}}] if group else []
        filters = [{"term": {"source": query.source}}, *only]
        matching = [*passing(query, query.filters), self.matching]
        best, newest = {"_score": "desc"}, _order("asc" if query.sort == "oldest" else "desc", matching)
        first = [best, newest] if query.sort == "relevance" else [newest, best]
        return {
            **_bare(limit),
            "from": offset,
            "track_total_hits": False,
            "docvalue_fields": ["group"],
            "query": {"bool": {"filter": filters, "must": [{"nested": record}]}},
            "sort": [*first, {"group": "asc"}],
        }

    def _title_only(self, offset: int, limit: int) -> Body:
        """Groups that match by title alone, each with its best record."""
        query = self.query
        kept = passing(query, query.filters)
        record = {
            "path": RECORDS,
            "score_mode": "max",
            "query": {"bool": {"filter": kept, "must": [titles(query.analysed)]}},
            "inner_hits": {
                **_bare(1),
                "docvalue_fields": [f"{RECORDS}.key"],
                "sort": [{"_score": "desc"}, {f"{RECORDS}.order": "desc"}],
            },
        }
        with_pages = {"nested": {"path": RECORDS, "query": {"bool": {"filter": [*kept, self.matching]}}}}
        return {
            **_bare(limit),
            "from": offset,
            "track_total_hits": True,
            "docvalue_fields": ["group"],
            "query": {
                "bool": {
                    "filter": [{"term": {"source": query.source}}],
                    "must": [{"nested": record}],
                    "must_not": [] if query.analysed.empty else [with_pages],
                }
            },
            "sort": [{"_score": "desc"}, _order("desc", [*kept, titles(query.analysed)]), {"group": "asc"}],
        }

    # --- response parsing

    def _shown(self, hits: Sequence[Body]) -> list[GroupHit]:
        """Group hits with their best pages and the number of all pages."""
        if not hits:
            return []
        most = max(self.query.hits_per_group, 1)
        shown = [self._pages(self._whole(hit, most))[:most] for hit in hits]
        aggregations = Aggregations(self.query, self.title_clauses)
        counted = aggregations.pages_of(self.cluster.search(aggregations.body_of([pages[0].group for pages in shown])))
        return [
            GroupHit(self.query.source, best.group, best.record, counted.get(best.group, len(pages)), tuple(pages))
            for pages in shown
            for best in pages[:1]
        ]

    def _whole(self, hit: Body, pages: int) -> Body:
        """The hit of a group, fetched again if its inner hits have fewer than `pages` of its pages."""
        records = hit["inner_hits"][RECORDS]["hits"]
        found = records["total"]["value"]
        if found <= len(records["hits"]) and all(_has(record, pages) for record in records["hits"]):
            return hit
        most = max(_chunks(record)["total"]["value"] for record in records["hits"])
        wanted = self._matching(0, 1, most, found, hit["fields"]["group"][0])
        again = self.cluster.search(wanted, preference=self.preference)["hits"]["hits"]
        return again[0] if again else hit

    def _pages(self, hit: Body) -> list[PageHit]:
        """Page hits of a group, one per page with its best chunk; the best first."""
        group = hit["fields"]["group"][0]
        best: dict[tuple[str, int], PageHit] = {}
        for record in hit["inner_hits"][RECORDS]["hits"]["hits"]:
            for chunk in _chunks(record)["hits"]:
                page = self._page(group, record["fields"][f"{RECORDS}.key"][0], chunk)
                best.setdefault((page.record, page.unit), page)
        return sorted(best.values(), key=lambda page: (-page.score, page.record, page.unit))

    def _page(self, group: str, record: str, chunk: Body) -> PageHit:
        fields = {name.removeprefix(f"{CHUNKS}."): values[0] for name, values in chunk["fields"].items()}
        place, shown = (fields["unit"], fields["position"]), (fields["text"], fields["under"], fields["language"])
        return PageHit(self.query.source, record, group, *place, chunk["_score"], *shown)

    def _title_only_group(self, hit: Body) -> GroupHit:
        (record,) = hit["inner_hits"][RECORDS]["hits"]["hits"]
        return GroupHit(self.query.source, hit["fields"]["group"][0], record["fields"][f"{RECORDS}.key"][0], 0, ())


def count_many(cluster: Cluster, queries: Sequence[Query], titles: Collection[str]) -> list[tuple[int, int]]:
    """Numbers of matching pages and groups of each query, in one `_msearch`."""
    counts = [(0, 0)] * len(queries)
    aggregations = {
        place: Aggregations(replace(query, facets=()), clauses_in_titles(query.analysed, titles))
        for place, query in enumerate(queries)
        if not query.analysed.empty
    }
    if aggregations:
        responses = cluster.searches([each.body() for each in aggregations.values()])
        for (place, each), response in zip(aggregations.items(), responses, strict=True):
            counts[place] = each.totals(response)
    return counts


def _bare(size: int) -> Body:
    """Hits without `_source`, which has the text of the whole group."""
    return {"size": size, "_source": False}


def _order(direction: str, matching: list[Body]) -> Body:
    """Sort by the newest matching record of a group."""
    nested = {"path": RECORDS, "filter": {"bool": {"filter": matching}}}
    return {f"{RECORDS}.order": {"order": direction, "mode": "max", "nested": nested}}


def _has(record: Mapping[str, Any], pages: int) -> bool:
    """Whether the inner hits of a record are complete, or cover `pages` pages."""
    chunks = _chunks(record)
    units = {chunk["fields"][f"{CHUNKS}.unit"][0] for chunk in chunks["hits"]}
    return len(chunks["hits"]) >= chunks["total"]["value"] or len(units) >= pages


def _chunks(record: Mapping[str, Any]) -> Body:
    found: Body = record["inner_hits"][CHUNKS]["hits"]
    return found

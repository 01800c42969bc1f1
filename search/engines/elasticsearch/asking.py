"""One query against the cluster: what is sent, and what the answers say."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from search.engines.elasticsearch.counting import Counting
from search.engines.elasticsearch.layout import INNER_WINDOW
from search.engines.elasticsearch.match import PAGES, PIECES, RECORDS, helped_by, passing, pieces, scored_pieces, titles
from search.engines.elasticsearch.server import Server
from search.types import GroupHit, PageHit, Query, Result

Body = dict[str, Any]

RECORDS_AT_ONCE = 100  # of one group; a group with more is asked for again with all
PAGES_AT_ONCE = 100  # of one record, while every page is streamed; likewise
GROUPS_AT_ONCE = 50  # while every page is streamed


class Asking:
    """Asks one query; `titles` are the tokens of all titles."""

    def __init__(self, server: Server, query: Query, titles: Collection[str]) -> None:
        self.server = server
        self.query = query
        self.helped = helped_by(query.reading, titles)
        self.matching = {"nested": {"path": PIECES, "query": pieces(query.reading, self.helped)}}
        # The same words go to the same copies of the shards, so that scores do not jump from one page to the next.
        self.preference = f"{zlib.crc32(repr(query.reading).encode(errors='replace')):08x}"

    # --- answers

    def result(self) -> Result:
        query = self.query
        counting = Counting(query, self.helped)
        bodies = [counting.body(), self._titled(0, 0)]
        if not query.reading.empty:
            bodies.append(self._matching(query.offset, query.limit))
        counted, titled, *found = self.server.searches(bodies, preference=self.preference)
        pages, total = counting.totals(counted)
        hits = found[0]["hits"]["hits"] if found else []
        groups = [self._shown(hit) for hit in hits]
        title_only = titled["hits"]["total"]["value"]
        first, last = max(query.offset - total, 0), max(query.offset + query.limit - total, 0)
        if last and title_only > first:
            answer = self.server.search(self._titled(first, last - first), preference=self.preference)
            groups += [self._titled_group(hit) for hit in answer["hits"]["hits"]]
        return Result(tuple(groups), pages, total, title_only, counting.facets(counted))

    def count(self) -> tuple[int, int]:
        counting = Counting(replace(self.query, facets=()), self.helped)
        return counting.totals(self.server.search(counting.body()))

    def reaches(self, pages: int) -> bool:
        """A shard stops after so many groups, each of which has a page, so less than that is counted to the end."""
        counting = Counting(replace(self.query, facets=()), self.helped)
        answer = self.server.search({**counting.body(), "terminate_after": pages})
        return counting.totals(answer)[0] >= pages

    def stream(self) -> Iterator[PageHit]:
        body = self._matching(0, GROUPS_AT_ONCE, PAGES_AT_ONCE)
        del body["from"]
        for hit in self.server.scan(body):
            yield from self._group(self._whole(hit, PAGES_AT_ONCE)).hits

    # --- what is asked

    def _matching(
        self, offset: int, limit: int, pages: int = 0, records: int = RECORDS_AT_ONCE, group: str = ""
    ) -> Body:
        """The groups with pages that match, each with its records and the best of their pages."""
        query = self.query
        piece = {
            "path": PIECES,
            "score_mode": "max",
            "query": scored_pieces(query.reading, self.helped),
            "inner_hits": {
                **_bare(1),
                "docvalue_fields": [f"{PIECES}.position"],
                "stored_fields": [f"{PIECES}.text", f"{PIECES}.under"],
            },
        }
        page = {
            "path": PAGES,
            "score_mode": "max",
            "query": {"nested": piece},
            "inner_hits": {**_bare(pages or max(query.hits_per_group, 1)), "docvalue_fields": [f"{PAGES}.unit"]},
        }
        wanted = {"bool": {"filter": passing(query, query.filters), "must": [{"nested": page}]}}
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

    def _titled(self, offset: int, limit: int) -> Body:
        """The groups that match by title alone, each with the record whose title is the best."""
        query = self.query
        kept = passing(query, query.filters)
        record = {
            "path": RECORDS,
            "score_mode": "max",
            "query": {"bool": {"filter": kept, "must": [titles(query.reading)]}},
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
                    "must_not": [] if query.reading.empty else [with_pages],
                }
            },
            "sort": [{"_score": "desc"}, _order("desc", [*kept, titles(query.reading)]), {"group": "asc"}],
        }

    # --- what the answers say

    def _whole(self, hit: Body, pages: int = 0) -> Body:
        """The group with all of its records that match, and all of their pages when so many were asked for."""
        records = hit["inner_hits"][RECORDS]["hits"]
        found = records["total"]["value"]
        most = max(_pages(record)["total"]["value"] for record in records["hits"])
        if found <= RECORDS_AT_ONCE and (not pages or most <= pages):
            return hit
        wanted = self._matching(0, 1, pages and INNER_WINDOW, found, hit["fields"]["group"][0])
        again = self.server.search(wanted, preference=self.preference)["hits"]["hits"]
        return again[0] if again else hit

    def _shown(self, hit: Body) -> GroupHit:
        group = self._group(self._whole(hit))
        return replace(group, hits=group.hits[: max(self.query.hits_per_group, 1)])

    def _group(self, hit: Body) -> GroupHit:
        group = hit["fields"]["group"][0]
        records = hit["inner_hits"][RECORDS]["hits"]["hits"]
        count = sum(_pages(record)["total"]["value"] for record in records)
        hits = [self._page(group, record, page) for record in records for page in _pages(record)["hits"]]
        hits.sort(key=lambda page: (-page.score, page.record, page.unit))
        return GroupHit(self.query.source, group, hits[0].record, count, tuple(hits))

    def _page(self, group: str, record: Body, page: Body) -> PageHit:
        (piece,) = page["inner_hits"][PIECES]["hits"]["hits"]
        fields = piece["fields"]
        return PageHit(
            self.query.source,
            record["fields"][f"{RECORDS}.key"][0],
            group,
            page["fields"][f"{PAGES}.unit"][0],
            fields[f"{PIECES}.position"][0],
            piece["_score"],
            fields[f"{PIECES}.text"][0],
            fields[f"{PIECES}.under"][0],
        )

    def _titled_group(self, hit: Body) -> GroupHit:
        (record,) = hit["inner_hits"][RECORDS]["hits"]["hits"]
        return GroupHit(self.query.source, hit["fields"]["group"][0], record["fields"][f"{RECORDS}.key"][0], 0, ())


def _bare(size: int) -> Body:
    """Hits without their source, which holds the text of the whole group."""
    return {"size": size, "_source": False}


def _order(direction: str, matching: list[Body]) -> Body:
    """By the newest of a group's records that match."""
    nested = {"path": RECORDS, "filter": {"bool": {"filter": matching}}}
    return {f"{RECORDS}.order": {"order": direction, "mode": "max", "nested": nested}}


def _pages(record: Mapping[str, Any]) -> Body:
    pages: Body = record["inner_hits"][PAGES]["hits"]
    return pages

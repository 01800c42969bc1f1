"""One query against the cluster: what is sent, and what the answers say."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engines.elasticsearch.aggregations import Counting
from search.engines.elasticsearch.client import Server
from search.engines.elasticsearch.query_compiler import (
    PIECES,
    RECORDS,
    helped_by,
    passing,
    pieces,
    scored_pieces,
    titles,
)
from search.types import GroupHit, PageHit, Query, Result

Body = dict[str, Any]

RECORDS_AT_ONCE = 100  # of one group; a group with more is asked for again with all
PIECES_AT_ONCE = 200  # of one record, while every page is streamed; likewise
PIECES_A_PAGE = 2  # that are fetched for each page to be shown; likewise
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
        groups = self._shown(hits)
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
        body = self._matching(0, GROUPS_AT_ONCE, PIECES_AT_ONCE)
        del body["from"]
        for hit in self.server.scan(body):
            yield from self._pages(self._whole(hit, sys.maxsize))

    # --- what is asked

    def _matching(
        self, offset: int, limit: int, pieces: int = 0, records: int = RECORDS_AT_ONCE, group: str = ""
    ) -> Body:
        """The groups with pages that match, each with its records and the best of their pieces."""
        query = self.query
        piece = {
            "path": PIECES,
            "score_mode": "max",
            "query": scored_pieces(query.reading, self.helped),
            "inner_hits": {
                **_bare(pieces or PIECES_A_PAGE * max(query.hits_per_group, 1)),
                "docvalue_fields": [f"{PIECES}.position", f"{PIECES}.unit"],
                "stored_fields": [f"{PIECES}.text", f"{PIECES}.under"],
            },
        }
        wanted = {"bool": {"filter": passing(query, query.filters), "must": [{"nested": piece}]}}
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

    def _shown(self, hits: Sequence[Body]) -> list[GroupHit]:
        """The groups with the best of their pages and the number of all."""
        if not hits:
            return []
        most = max(self.query.hits_per_group, 1)
        shown = [self._pages(self._whole(hit, most))[:most] for hit in hits]
        counting = Counting(self.query, self.helped)
        counted = counting.pages_of(self.server.search(counting.body_of([pages[0].group for pages in shown])))
        return [
            GroupHit(self.query.source, best.group, best.record, counted.get(best.group, len(pages)), tuple(pages))
            for pages in shown
            for best in pages[:1]
        ]

    def _whole(self, hit: Body, pages: int) -> Body:
        """The group with all of its records that match and with so many of its pages, if it has them."""
        records = hit["inner_hits"][RECORDS]["hits"]
        found = records["total"]["value"]
        if found <= len(records["hits"]) and all(_has(record, pages) for record in records["hits"]):
            return hit
        most = max(_pieces(record)["total"]["value"] for record in records["hits"])
        wanted = self._matching(0, 1, most, found, hit["fields"]["group"][0])
        again = self.server.search(wanted, preference=self.preference)["hits"]["hits"]
        return again[0] if again else hit

    def _pages(self, hit: Body) -> list[PageHit]:
        """Each page once, by its best piece; the best page first."""
        group = hit["fields"]["group"][0]
        best: dict[tuple[str, int], PageHit] = {}
        for record in hit["inner_hits"][RECORDS]["hits"]["hits"]:
            for piece in _pieces(record)["hits"]:
                page = self._page(group, record["fields"][f"{RECORDS}.key"][0], piece)
                best.setdefault((page.record, page.unit), page)
        return sorted(best.values(), key=lambda page: (-page.score, page.record, page.unit))

    def _page(self, group: str, record: str, piece: Body) -> PageHit:
        fields = {name.removeprefix(f"{PIECES}."): values[0] for name, values in piece["fields"].items()}
        text, heading = fields["text"], fields["under"]
        return PageHit(
            self.query.source, record, group, fields["unit"], fields["position"], piece["_score"], text, heading
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


def _has(record: Mapping[str, Any], pages: int) -> bool:
    """Whether the pieces that came with a record are all that match, or those of so many pages."""
    pieces = _pieces(record)
    units = {piece["fields"][f"{PIECES}.unit"][0] for piece in pieces["hits"]}
    return len(pieces["hits"]) >= pieces["total"]["value"] or len(units) >= pages


def _pieces(record: Mapping[str, Any]) -> Body:
    found: Body = record["inner_hits"][PIECES]["hits"]
    return found

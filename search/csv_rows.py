"""The CSV of a search: one row a page, streamed in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from search.results import SearchResults
from search.types import GroupHit, PageHit

BATCH = 200  # pages whose plans are fetched together


def header(results: SearchResults) -> Sequence[str]:
    return [str(column) for column in results.source.columns]


def rows(results: SearchResults, absolute: Callable[[str], str]) -> Iterator[Sequence[str]]:
    """One row for each matching page, in result order; as many as the headline counts, but for pages gone meanwhile.

    `absolute` makes an address absolute.
    """
    if results.analysed.empty:
        return
    source = results.source
    hits = results.engine.iter_pages(replace(results.query, facets=()))
    while batch := list(islice(hits, BATCH)):
        facts = source.hydrate(groups_of(batch), results.form.on, results.form.user)
        for hit in batch:
            if hit.group in facts:
                yield source.row(hit, facts[hit.group], absolute)


def groups_of(hits: Sequence[PageHit]) -> list[GroupHit]:
    """The groups of these hits, each with its hits."""
    by_group: dict[str, list[PageHit]] = {}
    for hit in hits:
        by_group.setdefault(hit.group, []).append(hit)
    return [
        GroupHit(found[0].source, group, found[0].record, len(found), tuple(found)) for group, found in by_group.items()
    ]

"""The CSV of a search: one row a page, streamed in constant memory, in parts of so many rows.

A part costs at most as much as five pages of the list, however many pages the collection has: anyone may ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil

from search.results import SearchResults
from search.types import GroupHit, PageHit

BATCH = 100  # pages whose plans are fetched together
ROWS = 400  # of a part
MOST_PARTS = 20  # who needs more pages than these hold narrows the search by a filter


@dataclass(frozen=True, slots=True)
class CsvPart:
    """The links to a part, the second as Excel opens it, and its first and last row, counted from 1."""

    url: str
    excel_url: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CsvParts:
    """The parts of a CSV, and how many pages are in none; falsy without pages."""

    parts: Sequence[CsvPart]
    left_out: int

    def __len__(self) -> int:
        return len(self.parts)


def number_of_parts(pages: int) -> int:
    """How many parts the CSV of so many pages has; one without pages, which holds the header alone."""
    return min(max(1, ceil(pages / ROWS)), MOST_PARTS)


def csv_parts(results: SearchResults) -> CsvParts:
    """The parts of the CSV of these results."""
    pages = results.result.pages
    numbers = range(1, number_of_parts(pages) + 1) if pages else ()
    parts = [
        CsvPart(_url(results, "csv", n), _url(results, "csv-excel", n), (n - 1) * ROWS + 1, min(n * ROWS, pages))
        for n in numbers
    ]
    return CsvParts(parts, pages - parts[-1].last if parts else 0)


def _url(results: SearchResults, table_format: str, part: int) -> str:
    url = results.form.search_url.with_value("format", table_format)
    return f"?{url.with_value('page', str(part)) if part > 1 else url}"


def header(results: SearchResults) -> Sequence[str]:
    return [str(column) for column in results.source.columns]


def rows(results: SearchResults, absolute: Callable[[str], str]) -> Iterator[Sequence[str]]:
    """One row for each page of the part that the form asks for, in result order, but for pages gone meanwhile.

    `absolute` makes an address absolute.
    """
    if results.analysed.empty:
        return
    source = results.source
    first = (results.form.page_number - 1) * ROWS
    hits = results.engine.iter_pages(replace(results.query, facets=()), first, first + ROWS)
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

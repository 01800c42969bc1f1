"""Searching within one record: the same reading and engine as everywhere, so that counts agree with `/sok/`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from search.engines import get_searcher
from search.forms import PUBLIC
from search.query_analysis import read
from search.sources import get_source
from search.types import PageHit, Query, Reading


def reading_of(words: str, source: str, exact: bool = False, without: Collection[str] = ()) -> Reading:
    """How these words are read, by all of the public index and by nothing else."""
    return read(words, get_searcher(), source=source, exact=exact, without=frozenset(without))


def hits_in(source: str, edition: str, reading: Reading, on: date) -> list[PageHit]:
    """The pages of one record that answer, in page order; as many as `/sok/` counts for `edition=` and `scope=alla`."""
    if reading.empty:
        return []
    terms = get_source(source).normalise({"edition": frozenset({edition}), "scope": frozenset({"alla"})})
    query = Query(reading=reading, source=source, on=on, filters={**terms, "audience": PUBLIC})
    return sorted(get_searcher().pages(query), key=lambda hit: hit.unit)

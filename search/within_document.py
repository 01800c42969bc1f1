"""Searching within one public record: the same analysis and engine as `/sok/`, so that counts agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from search.engines import get_searcher
from search.query_analysis import BY_DEFAULT, PUBLIC, analyse_query
from search.sources import all_sources, get_source
from search.types import AnalysedQuery, ExpansionOptions, PageHit, Query


def analyse_public_query(words: str, source: str, options: ExpansionOptions = BY_DEFAULT) -> AnalysedQuery:
    """Analyse a query against the whole public index, as `/sok/` does: the words of names are no typing errors."""
    names = frozenset().union(*(each.names_in(words) for each in all_sources()))
    return analyse_query(words, get_searcher(), source=source, options=replace(options, names=names))


def search_document(source: str, edition: str, analysed: AnalysedQuery, on: date) -> list[PageHit]:
    """The matching pages of one record, in page order; as many as `/sok/` counts for `edition=` and `scope=alla`."""
    if analysed.empty:
        return []
    terms = get_source(source).resolve_filters({"edition": frozenset({edition}), "scope": frozenset({"alla"})})
    query = Query(analysed=analysed, source=source, on=on, filters={**terms, "audience": PUBLIC["audience"]})
    return sorted(get_searcher().iter_pages(query), key=lambda hit: hit.unit)

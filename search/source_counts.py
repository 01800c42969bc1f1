"""Counts of the same words in the other sources and in a wider scope, in one engine call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.forms import SearchForm
from search.query_analysis import ENOUGH, PUBLIC, any_word, may_match_any
from search.term_filters import apply_term_filter
from search.types import AnalysedQuery, Query, Searcher


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """Numbers of matching pages: in each other source by its name, and in the current one in its widest scope."""

    by_source: Mapping[str, int]
    widest_scope: int


def count_sources(form: SearchForm, engine: Searcher, all_words: AnalysedQuery, wider: Query) -> SourceCounts:
    """Count every source but the current one as it will be searched, so that the number is what a click gives.

    Args:
        form: A valid form.
        all_words: The query before it is decided whether any word will do. That is decided per source, so each
            source is counted both ways, beside the count that decides.
        wider: The query of the current source in its widest scope.
    """
    candidates = [all_words, any_word(all_words)] if may_match_any(all_words, form.exact) else [all_words]
    searched = [apply_term_filter(each, form.filter_words, form.without) for each in candidates]
    others = [source for source in form.sources.values() if source is not form.source]
    queries = [wider]
    for source in others:
        filters = {**source.resolve_filters({}), **form.audience_filter}
        queries += [Query(words, source.name, form.on, filters) for words in searched]
        if len(searched) > 1:
            queries.append(Query(all_words, source.name, form.on, {**PUBLIC, **form.audience_filter}))
    pages = [pages for pages, _groups in engine.count_many(queries)]
    step = (len(queries) - 1) // max(len(others), 1)
    by_source = {}
    for place, source in enumerate(others):
        of_source = pages[1 + place * step : 1 + (place + 1) * step]
        by_source[source.name] = of_source[0] if step == 1 or of_source[2] >= ENOUGH else of_source[1]
    return SourceCounts(by_source, pages[0])

"""Counts of the same query in the other sources and in a wider scope, in one engine call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.forms import SearchForm
from search.query_analysis import ENOUGH, PUBLIC, any_word, expand_query, may_match_any
from search.sources import Source
from search.term_filters import apply_term_filter
from search.types import AnalysedQuery, Query, Searcher


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """What matches: groups in each other source by its name, and pages of the current one in its widest scope."""

    by_source: Mapping[str, int]
    widest_scope: int


def count_sources(form: SearchForm, engine: Searcher, all_words: AnalysedQuery, wider: Query) -> SourceCounts:
    """Count every source but the current one as it will be searched, so that the number is what a click gives.

    Args:
        form: A valid form.
        all_words: The query before it is decided whether any word will do.
        wider: The query of the current source in its widest scope.
    """
    queries = {form.source.name: [wider]}
    analysed = {form.question.words: all_words}
    for name, source in form.sources.items():
        if source is not form.source:
            words = form.question_for(source).words
            if words not in analysed:
                analysed[words] = expand_query(words, engine, form.options)
            queries[name] = _queries(form, source, analysed[words])
    counts = iter(engine.count_many([query for those in queries.values() for query in those]))
    counted = {name: [next(counts) for _query in those] for name, those in queries.items()}
    [(widest_scope, _groups)] = counted.pop(form.source.name)
    return SourceCounts({name: _chosen(those) for name, those in counted.items()}, widest_scope)


def _queries(form: SearchForm, source: Source, all_words: AnalysedQuery) -> list[Query]:
    """The query of a source; where it is not decided whether any word will do, also any word, and what decides."""
    filters = {**source.resolve_filters(form.question_for(source).filter_values), **form.audience_filter}
    decides = may_match_any(all_words, form.exact)
    found = [
        Query(apply_term_filter(words, form.filter_words, form.without), source.name, form.on, filters)
        for words in ([all_words, any_word(all_words)] if decides else [all_words])
    ]
    if decides:
        found.append(Query(all_words, source.name, form.on, {**PUBLIC, **form.audience_filter}))
    return found


def _chosen(counts: list[tuple[int, int]]) -> int:
    """The groups of a source, by the way that it reads the query."""
    (_pages, all_words), *others = counts
    if not others:
        return all_words
    (_pages, some_words), (enough, _groups) = others
    return all_words if enough >= ENOUGH else some_words

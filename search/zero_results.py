"""Suggestions of other searches when nothing, or almost nothing, was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext

from search.forms import SearchForm
from search.language import analyse
from search.results import SearchResults
from search.search_url import SearchURL
from search.types import Query

SPELLINGS_PER_WORD = 3
SHORTEST = 4  # letters of a word that gets spelling suggestions
SPELT_WORDS = 3  # words that get spelling suggestions
FILTERS = 5  # filters that are tried without


@dataclass(frozen=True, slots=True)
class QuerySuggestion:
    """Another search, with the number of pages it finds; 0 where that is not known."""

    label: str
    url: str
    pages: int = 0


def zero_result_suggestions(results: SearchResults) -> list[QuerySuggestion]:
    """Searches that would find more: without a filter, in a wider scope, with other spellings."""
    return [*_wider_searches(results), *(() if results.result.pages else spellings(results))]


def _wider_searches(results: SearchResults) -> Iterator[QuerySuggestion]:
    changed = [(label, url, results.form.with_search_url(url)) for label, url in _changed_urls(results)]
    valid = [(label, url, form) for label, url, form in changed if form.is_valid()]
    counts = results.engine.count_many([_changed_query(results, form) for _label, _url, form in valid])
    for (label, url, _form), (pages, _groups) in zip(valid, counts, strict=True):
        if pages > results.result.pages:
            yield QuerySuggestion(label, f"?{url}", pages)


def _changed_query(results: SearchResults, form: SearchForm) -> Query:
    """The query of a changed form; analysed again only if its words changed."""
    names = form.word_parameters
    same_words = form.search_url.only(*names) == results.form.search_url.only(*names)
    return form.to_query(results.analysed if same_words else SearchResults(form).analysed, facets=())


def _changed_urls(results: SearchResults) -> Iterator[tuple[str, SearchURL]]:
    form = results.form
    active = form.active_filters
    for each in active[:FILTERS]:
        yield gettext("without the filter “%(filter)s”") % {"filter": f"{each.label}: {each.value}"}, each.without
    if len(active) > 1:
        yield gettext("without any filter"), form.without_filters
    if not results.result.pages and form.widest_scope not in form.search_url.values("scope"):
        yield gettext("in all generations, older plans too"), form.search_url.with_value("scope", form.widest_scope)
    if form.exact:
        yield gettext("with other forms of the words"), form.search_url.without("exakt")
    if form.without:
        yield gettext("with everything that was switched off"), form.search_url.without("utan")


def spellings(results: SearchResults) -> list[QuerySuggestion]:
    """The query with one unknown word replaced by a similar word of the index."""
    vocabulary = results.engine.vocabulary()
    text = results.form.cleaned_data["q"]
    found: list[QuerySuggestion] = []
    candidates = (token for token in analyse(text) if token.exact.isalpha() and len(token.exact) >= SHORTEST)
    unknown = (token for token in candidates if not vocabulary.frequency(token.exact))
    for token in islice(unknown, SPELT_WORDS):
        similar: Sequence[tuple[str, int]] = vocabulary.within_distance(token.exact, 2)
        for word, _count in similar[:SPELLINGS_PER_WORD]:
            corrected = f"{text[: token.start]}{word}{text[token.end :]}"
            found.append(QuerySuggestion(corrected, f"?{results.form.search_url.with_value('q', corrected)}"))
    return found

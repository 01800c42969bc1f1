"""The sources as tabs, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.results import SearchResults
from search.search_url import SearchURL


@dataclass(frozen=True, slots=True)
class Tab:
    """A source with its number of matching pages."""

    label: str
    pages: int
    url: str
    current: bool


def tabs(results: SearchResults) -> Sequence[Tab]:
    """The sources that hold the words, the first and the one that is shown always among them; none for one alone.

    Each is counted as it will be read there, so that the number is what a click gives.
    """
    form = results.form
    if len(form.sources) < 2 or results.analysed.empty:
        return []
    words = form.search_url.only(*form.word_parameters)
    found = [_tab(results, name, words) for name in form.sources]
    shown = [tab for place, tab in enumerate(found) if tab.pages or tab.current or not place]
    return shown if len(shown) > 1 else []


def _tab(results: SearchResults, name: str, words: SearchURL) -> Tab:
    current = name == results.source.name
    address = words.with_value("source", name)
    if current:
        return Tab(str(results.source.label), results.result.pages, f"?{address}", True)
    form = results.form.with_search_url(address)
    pages = SearchResults(form).count() if form.is_valid() else 0
    return Tab(str(form.source.label), pages, f"?{address}", False)

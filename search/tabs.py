"""The sources as tabs, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.results import SearchResults


@dataclass(frozen=True, slots=True)
class Tab:
    """A source with its number of matching pages."""

    label: str
    pages: int
    url: str
    current: bool


def tabs(results: SearchResults) -> Sequence[Tab]:
    """The sources with matches, the first and the current one always among them; none for a single one.

    The link keeps the words and leaves out filters, and the number is what a click gives.
    """
    form = results.form
    if len(form.sources) < 2 or results.analysed.empty:
        return []
    words = form.search_url.only(*form.word_parameters)
    pages = {**results.counts.by_source, results.source.name: results.result.pages}
    found = [
        Tab(source.label, pages[name], f"?{words.with_value('source', name)}", source is results.source)
        for name, source in form.sources.items()
    ]
    shown = [tab for place, tab in enumerate(found) if tab.pages or tab.current or not place]
    return shown if len(shown) > 1 else []

"""The sources as tabs, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.results import SearchResults


@dataclass(frozen=True, slots=True)
class Tab:
    """A source with its number of matching groups: plans, events, reports."""

    label: str
    count: int
    url: str
    current: bool


def tabs(results: SearchResults) -> Sequence[Tab]:
    """The sources with matches, the first and the current one always among them; none for a single one.

    The number is what a click gives: the link of the current source keeps everything, the others the words only.
    """
    form = results.form
    if len(form.sources) < 2 or results.analysed.empty:
        return []
    words = form.search_url.only(*form.word_parameters)
    counts = {**results.counts.by_source, results.source.name: results.result.total}
    addresses = {name: words.with_value("source", name) for name in form.sources} | {
        results.source.name: form.search_url
    }
    found = [
        Tab(source.label, counts[name], f"?{addresses[name]}", source is results.source)
        for name, source in form.sources.items()
    ]
    shown = [tab for place, tab in enumerate(found) if tab.count or tab.current or not place]
    return shown if len(shown) > 1 else []

"""The sources beside each other, each with its count; one call to the engine for each that is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.results import Answer
from search.search_url import Address


@dataclass(frozen=True, slots=True)
class Tab:
    """A source with the pages it has for these words."""

    label: str
    pages: int
    url: str
    current: bool


def tabs(answer: Answer) -> Sequence[Tab]:
    """The sources that hold the words, the first and the one that is shown always among them; none for one alone.

    Each is counted as it will be read there, so that the number is what a click gives.
    """
    form = answer.form
    if len(form.sources) < 2 or answer.reading.empty:
        return []
    words = form.address.keeping(*form.words)
    found = [_tab(answer, name, words) for name in form.sources]
    shown = [tab for place, tab in enumerate(found) if tab.pages or tab.current or not place]
    return shown if len(shown) > 1 else []


def _tab(answer: Answer, name: str, words: Address) -> Tab:
    current = name == answer.source.name
    address = words.setting("source", name)
    if current:
        return Tab(str(answer.source.label), answer.result.pages, f"?{address}", True)
    form = answer.form.with_address(address)
    pages = Answer(form).count() if form.is_valid() else 0
    return Tab(str(form.source.label), pages, f"?{address}", False)

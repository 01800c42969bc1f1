"""The sources beside each other, each with its count; one call to the engine for each that is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.address import Address
from search.forms import WORDS
from search.results import Answer


@dataclass(frozen=True, slots=True)
class Tab:
    """A source with the pages it has for these words."""

    label: str
    pages: int
    url: str
    current: bool


def tabs(answer: Answer) -> Sequence[Tab]:
    """One for each source that is registered; none while there is only one."""
    form = answer.form
    if len(form.sources) < 2:
        return []
    return [_tab(answer, name, form.address.keeping(*WORDS)) for name in form.sources]


def _tab(answer: Answer, name: str, words: Address) -> Tab:
    current = name == answer.source.name
    address = words.setting("source", name)
    if current:
        return Tab(str(answer.source.label), answer.result.pages, f"?{address}", True)
    form = answer.form.with_address(address)
    pages = answer.engine.count(form.to_query(answer.reading, facets=()))[0] if form.is_valid() else 0
    return Tab(str(form.source.label), pages, f"?{address}", False)

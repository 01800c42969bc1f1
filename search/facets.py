"""Facets with counts beside the results and the active filters above them, every value a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from django.utils.translation import gettext

from search.forms import DEFAULT_SORT, SORTS, SearchForm
from search.search_url import SearchURL
from search.sources import Filter
from search.types import AnalysedQuery

SHOWN_VALUES = 8  # values of a facet that are not folded
SHOWN_EXPANSIONS = 5  # expansions that are not folded
FACET_SIZE = 80_000  # characters of a facet's links; every owner fits unless the address is long
EXPANSIONS_SIZE = 50_000  # characters of the links that switch expansions off


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a filter: how many groups it has, and the link that adds or removes it."""

    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter. Chosen ones are always among the first."""

    name: str
    label: str
    first: Sequence[FacetValue]
    rest: Sequence[FacetValue]

    @property
    def chosen(self) -> int:
        return sum(item.chosen for item in self.first)

    @property
    def size(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Chip:
    """A property of the search with the link that removes it."""

    label: str
    url: str
    kind: str = ""  # "filter", "expansion" or "off" (an expansion that is switched off)
    name: str = ""  # of the filter


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips of which only the first are shown unfolded."""

    first: Sequence[Chip]
    rest: Sequence[Chip]


def facets(form: SearchForm, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The filters with more than one value, or in use."""
    found = [_facet(form, one, counts.get(one.name, {})) for one in form.filters if one.as_facet]
    return [facet for facet in found if facet.size > 1 or facet.chosen]


def scopes(form: SearchForm) -> list[FacetValue]:
    """The scopes of the source, the current one marked; the default is left out of the address."""
    default = next(iter(form.source.scopes))
    current = next(iter(form.search_url.values("scope")), default)
    return [_option(form, "scope", value, label, default, current) for value, label in form.source.scopes.items()]


def sorts(form: SearchForm) -> list[FacetValue]:
    """The sort orders, the current one marked."""
    current = form.cleaned_data["sort"] or DEFAULT_SORT
    return [_option(form, "sort", value, label, DEFAULT_SORT, current) for value, label in SORTS.items()]


def active_filters(form: SearchForm) -> list[Chip]:
    """The active filters, each with the link that removes it."""
    labels = {one.name: one.label for one in form.filters}
    chips = []
    for name, value in form.search_url.pairs:
        if name in labels and name != "scope":
            label = form.value_label(name, value)
            chips.append(
                Chip(str(label), f"?{form.search_url.without_value(name, value)}", "filter", str(labels[name]))
            )
    return chips


def expansions(form: SearchForm, analysed: AnalysedQuery) -> Chips:
    """Active expansions with the link that switches each off; switched-off ones with the link back."""
    names = analysed.expansions[: form.search_url.links_within(EXPANSIONS_SIZE)]
    added = [Chip(name, f"?{form.search_url.with_added('utan', name)}", "expansion") for name in names]
    off = [Chip(name, f"?{form.search_url.without_value('utan', name)}", "off") for name in sorted(form.without)]
    return Chips([*off, *added[:SHOWN_EXPANSIONS]], added[SHOWN_EXPANSIONS:])


def exact_switch(form: SearchForm) -> Chip:
    """The switch between exact words and expansion."""
    if form.exact:
        return Chip(gettext("also other forms and related words"), f"?{form.search_url.without('exakt')}")
    return Chip(gettext("exact words only"), f"?{form.search_url.without('utan').with_value('exakt', '1')}")


def _option(form: SearchForm, name: str, value: str, label: Any, default: str, current: str) -> FacetValue:
    """One of several exclusive values; the default is left out of the address."""
    url = form.search_url.with_value(name, "" if value == default else value)
    return FacetValue(str(label), 0, value == current, f"?{url}")


def _facet(form: SearchForm, one: Filter, counts: Mapping[str, int]) -> Facet:
    in_use = form.search_url.values(one.name)
    shown = {*in_use, *_most_frequent(counts, form.search_url.links_within(FACET_SIZE))}
    ordered = sorted(shown, key=lambda value: form.source.value_order(one.name, value))
    values = [_facet_value(form, one, value, counts.get(value, 0), value in in_use) for value in ordered]
    first = [item for place, item in enumerate(values) if item.chosen or place < SHOWN_VALUES]
    if len(values) == len(first) + 1:  # a fold for one value is no gain
        first = values
    kept = set(map(id, first))
    return Facet(one.name, str(one.label), first, [item for item in values if id(item) not in kept])


def _most_frequent(counts: Mapping[str, int], most: int) -> Sequence[str]:
    return nlargest(most, counts, key=counts.__getitem__)


def _facet_value(form: SearchForm, one: Filter, value: str, count: int, in_use: bool) -> FacetValue:
    return FacetValue(str(form.value_label(one.name, value)), count, in_use, f"?{_toggled(form, one, value, in_use)}")


def _toggled(form: SearchForm, one: Filter, value: str, in_use: bool) -> SearchURL:
    if in_use:
        return form.search_url.without_value(one.name, value)
    return form.search_url.with_value(one.name, value) if one.single else form.search_url.with_added(one.name, value)

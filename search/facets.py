"""The form of filters beside the results, with a count for each value, and the active filters above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from search.expansion_links import Chip
from search.forms import MAX_TERM_VALUES, SORTS, SearchForm
from search.sources import Filter

SHOWN_VALUES = 8  # values of a facet that are not folded
MOST_VALUES = 400  # of a facet, the most frequent ones; every owner fits


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A checkbox or a radio button: what it sends and how many groups it has.

    A value that the words of the query name has a link that takes it away instead: no form can untick it.
    """

    value: str
    label: str
    chosen: bool
    count: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter. Chosen ones are always among the first."""

    name: str
    label: str
    first: Sequence[FacetValue]
    rest: Sequence[FacetValue]
    most: int = 0  # of the values that may be chosen together; 0 for any number

    @property
    def chosen(self) -> int:
        return sum(item.chosen for item in self.first)

    @property
    def size(self) -> int:
        return len(self.first) + len(self.rest)


def facets(form: SearchForm, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The filters with more than one value, or in use."""
    found = [_facet(form, one, counts.get(one.name, {})) for one in form.filters if one.as_facet]
    return [facet for facet in found if facet.size > 1 or facet.chosen]


def scopes(form: SearchForm) -> list[FacetValue]:
    """The scopes of the source, the current one marked; the default sends nothing."""
    current = next(iter(form.search_url.values("scope")), "")
    return _options(form.source.scopes, current)


def sorts(form: SearchForm) -> list[FacetValue]:
    """The sort orders, the current one marked; the default sends nothing."""
    return _options(SORTS, form.cleaned_data["sort"])


def kept_fields(form: SearchForm, shown: Sequence[Facet]) -> list[tuple[str, str]]:
    """Names and values that the form of filters sends unseen: the rest of the search, and values named in its words."""
    asked = {"sort", *(facet.name for facet in shown)} | ({"scope"} if len(form.source.scopes) > 1 else set())
    named = [(facet.name, item.value) for facet in shown for item in facet.first if item.url]
    return [*form.search_url.without(*asked).pairs, *named]


def active_filters(form: SearchForm) -> list[Chip]:
    """The active filters, each with the link that removes it."""
    return [Chip(each.value, f"?{each.without}", name=each.label) for each in form.active_filters]


def _options(labels: Mapping[str, Any], current: str) -> list[FacetValue]:
    """Exclusive values, of which the first is the default."""
    default = next(iter(labels))
    return [
        FacetValue("" if value == default else value, str(label), value == (current or default))
        for value, label in labels.items()
    ]


def _facet(form: SearchForm, one: Filter, counts: Mapping[str, int]) -> Facet:
    in_use = form.chosen.get(one.name, frozenset())
    shown = {*in_use, *_most_frequent(counts, MOST_VALUES)}
    ordered = sorted(shown, key=lambda value: form.source.value_order(one.name, value))
    values = [_facet_value(form, one, value, counts.get(value, 0), value in in_use) for value in ordered]
    first = [item for place, item in enumerate(values) if item.chosen or place < SHOWN_VALUES]
    if len(values) == len(first) + 1:  # a fold for one value is no gain
        first = values
    kept = set(map(id, first))
    rest = [item for item in values if id(item) not in kept]
    return Facet(one.name, str(one.label), first, rest, MAX_TERM_VALUES if one.name in form.term_filters else 0)


def _most_frequent(counts: Mapping[str, int], most: int) -> Sequence[str]:
    return nlargest(most, counts, key=counts.__getitem__)


def _facet_value(form: SearchForm, one: Filter, value: str, count: int, in_use: bool) -> FacetValue:
    named = in_use and value not in form.chosen_by_address.get(one.name, ())
    url = f"?{form.without_value(one.name, value)}" if named else ""
    return FacetValue(value, str(form.value_label(one.name, value)), in_use, count, url)

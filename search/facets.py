"""Filters with counts beside the results, and the chosen ones above them: each a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from search.forms import DEFAULT_SORT, SORTS, SearchForm
from search.search_url import Address
from search.sources import Filter
from search.types import Reading

FIRST = 8  # values of a facet that are not folded
FIRST_WORDS = 5  # expansions that are not folded


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many plans it gives, and the address with it chosen or taken away."""

    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter. Chosen ones are always among the first."""

    name: str
    label: str
    first: Sequence[Choice]
    rest: Sequence[Choice]

    @property
    def chosen(self) -> int:
        return sum(choice.chosen for choice in self.first)

    @property
    def size(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something about the search that one link undoes."""

    label: str
    url: str
    kind: str = ""  # what stands before the label: "filter", "expansion" or "off"
    name: str = ""  # of the filter


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips of which only the first are shown at once."""

    first: Sequence[Chip]
    rest: Sequence[Chip]


def facets(form: SearchForm, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The filters that have something to choose between, or are in use."""
    found = [_facet(form, one, counts.get(one.name, {})) for one in form.filters if one.as_facet]
    return [facet for facet in found if facet.size > 1 or facet.chosen]


def scopes(form: SearchForm) -> list[Choice]:
    """The scopes of the source, the one in use marked; the default has no name in the address."""
    default = next(iter(form.source.scopes))
    present = next(iter(form.address.values("scope")), default)
    return [
        Choice(str(label), 0, value == present, f"?{form.address.setting('scope', '' if value == default else value)}")
        for value, label in form.source.scopes.items()
    ]


def sorts(form: SearchForm) -> list[Choice]:
    """The orders of the list, the one in use marked."""
    present = form.cleaned_data["sort"] or DEFAULT_SORT
    return [
        Choice(
            str(label), 0, value == present, f"?{form.address.setting('sort', '' if value == DEFAULT_SORT else value)}"
        )
        for value, label in SORTS.items()
    ]


def chosen(form: SearchForm) -> list[Chip]:
    """What narrows the answer, each with the address without it."""
    labels = {one.name: one.label for one in form.filters}
    chips = []
    for name, value in form.address.pairs:
        if name in labels and name != "scope":
            label = form.value_label(name, value)
            chips.append(Chip(str(label), f"?{form.address.dropping(name, value)}", "filter", str(labels[name])))
    return chips


def expansions(form: SearchForm, reading: Reading) -> Chips:
    """What was added to the words, each with the address without it; what is switched off, with the way back."""
    added = [Chip(name, f"?{form.address.adding('utan', name)}", "expansion") for name in reading.expansions]
    off = [Chip(name, f"?{form.address.dropping('utan', name)}", "off") for name in sorted(form.without)]
    return Chips([*off, *added[:FIRST_WORDS]], added[FIRST_WORDS:])


def exact_switch(form: SearchForm) -> Chip:
    """Both ways between exact words and everything that may stand for them."""
    if form.exact:
        return Chip(gettext("also other forms and related words"), f"?{form.address.leaving('exakt')}")
    return Chip(gettext("exact words only"), f"?{form.address.leaving('utan').setting('exakt', '1')}")


def _facet(form: SearchForm, one: Filter, counts: Mapping[str, int]) -> Facet:
    in_use = form.address.values(one.name)
    values = sorted({*counts, *in_use}, key=lambda value: form.source.value_order(one.name, value))
    choices = [_choice(form, one, value, counts.get(value, 0), value in in_use) for value in values]
    first = [choice for place, choice in enumerate(choices) if choice.chosen or place < FIRST]
    if len(choices) == len(first) + 1:  # a fold for one value is no gain
        first = choices
    kept = set(map(id, first))
    return Facet(one.name, str(one.label), first, [choice for choice in choices if id(choice) not in kept])


def _choice(form: SearchForm, one: Filter, value: str, count: int, in_use: bool) -> Choice:
    return Choice(str(form.value_label(one.name, value)), count, in_use, f"?{_other(form, one, value, in_use)}")


def _other(form: SearchForm, one: Filter, value: str, in_use: bool) -> Address:
    if in_use:
        return form.address.dropping(one.name, value)
    return form.address.setting(one.name, value) if one.single else form.address.adding(one.name, value)

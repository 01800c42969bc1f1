"""What an app offers to search, and the register of those who do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.conf import settings

from search.types import GroupHit, PageHit, Query, Record, Result


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that readers may set; its name is the same on pages, in CSV and in the API."""

    name: str  # the name in the address: "lan"
    label: str
    as_facet: bool = True  # shown with counts beside the results
    single: bool = False  # one value at a time


@dataclass(frozen=True, slots=True)
class Answer:
    """A link shown above the hits: what a reader more likely asked for than a text that holds the words."""

    kind: str  # "owner", "filter", "decision", "coverage"
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the hits of a source are spoken of, in sentences for the reader."""

    pages: Callable[[int], str]  # "212 sidor"
    groups: Callable[[int], str]  # "87 planer"
    headline: Callable[[str, str], str]  # both: "212 sidor i 87 planer"
    title_only: Callable[[int], str]  # what stands last
    numbers: Callable[[], str]  # what the numbers beside the filters count
    nothing: Callable[[], str]
    nothing_so: Callable[[], str]  # nothing, with these words and filters


class Source(Protocol):
    """What an app registers in its `AppConfig.ready`."""

    name: str
    marks_words: bool  # whether the pages that hits lead to mark the words of their address
    card_template: str  # gets `card`, a search.results.Card with `facts` of `hydrate`; it includes search/hits.html

    @property
    def label(self) -> str: ...

    @property
    def scopes(self) -> Mapping[str, str]:
        """Value of `scope` -> label; the first is the default."""
        ...

    @property
    def wording(self) -> Wording: ...

    @property
    def columns(self) -> Sequence[str]:
        """Headings of a CSV row."""
        ...

    def records(self, keys: Collection[str] | None = None) -> Iterator[Record]:
        """Everything to index, or only what belongs to `keys`, in a stream that fits in memory."""
        ...

    def keys(self) -> set[str]:
        """The keys of all records there are to index: what the index is compared with."""
        ...

    def filters(self) -> Sequence[Filter]: ...

    def value_label(self, name: str, value: str) -> str:
        """What a reader sees for a value of a filter ("14" of lan: Västra Götalands län)."""
        ...

    def value_order(self, name: str, value: str) -> Any:
        """Sorts the values of a facet."""
        ...

    def normalise(self, filters: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
        """The reader's filters as terms of the index, with the default scope and variant filled in.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        ...

    def hydrate(self, groups: Sequence[GroupHit], on: date) -> Mapping[str, Any]:
        """What the cards of one page of results need, by group, in a fixed number of queries."""
        ...

    def row(self, hit: PageHit, facts: Any, absolute: Callable[[str], str]) -> Sequence[str]:
        """One line of the CSV, as long as `columns`; `absolute` puts the host before an address."""
        ...

    def item(self, hit: PageHit, facts: Any) -> Mapping[str, Any]:
        """One hit of the API; `url` without host. The snippet is added by search."""
        ...

    def note(self, result: Result, query: Query) -> str:
        """The sentence with scope and denominator below the headline."""
        ...

    def answers(self, text: str, on: date) -> Sequence[Answer]:
        """Links above the hits for what was written, best first; none is a good answer."""
        ...

    def suggest(self, text: str, limit: int) -> Sequence[Answer]:
        """Links offered while someone types: owners and headings that begin so, best first."""
        ...


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source, in the place that `settings.SEARCH_SOURCES` gives its name."""
    _sources[source.name] = source


def get_source(name: str) -> Source:
    """Raises KeyError for a name that nobody registered."""
    return _sources[name]


def all_sources() -> Sequence[Source]:
    """In the order of `settings.SEARCH_SOURCES`, then those that it does not name; the first one is the default."""
    order = {name: place for place, name in enumerate(settings.SEARCH_SOURCES)}
    return tuple(sorted(_sources.values(), key=lambda source: order.get(source.name, len(order))))

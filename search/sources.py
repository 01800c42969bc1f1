"""The interface of a search source, and the registry of sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings

from search.types import GroupHit, NamedFilter, PageHit, Query, Record, Result


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a source; its name is the same in the address, the CSV and the API."""

    name: str  # the name in the address: "lan"
    label: str
    as_facet: bool = True  # shown with counts beside the results


@dataclass(frozen=True, slots=True)
class BestBet:
    """A link shown above the hits: a page that answers the query better than any full-text hit."""

    kind: str  # "owner", "filter", "decision", "coverage"
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A hit as an entry of a feed; `url` is without host and words, and stays the same."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ResultWording:
    """Reader-facing sentences about the results of a source."""

    pages: Callable[[int], str]  # "212 sidor"
    groups: Callable[[int], str]  # "87 planer"
    headline: Callable[[str, str], str]  # both: "212 sidor i 87 planer"
    title_only: Callable[[int], str]  # what is listed last
    numbers: Callable[[], str]  # what the facet counts count
    nothing: Callable[[], str]
    nothing_so: Callable[[], str]  # no hit with these words and filters


class Source(Protocol):
    """A kind of content that can be searched; an app registers one in its `AppConfig.ready`."""

    name: str
    marks_words: bool  # whether hit pages highlight the words of their query string
    record_term: str  # the term of the index that holds a record's key; empty without one
    card_template: str  # gets `card`, a ResultCard with `facts` of `hydrate`; includes search/hits.html

    @property
    def label(self) -> str: ...

    @property
    def scopes(self) -> Mapping[str, str]:
        """Value of `scope` -> label; the first is the default."""
        ...

    @property
    def wording(self) -> ResultWording: ...

    @property
    def columns(self) -> Sequence[str]:
        """Headings of a CSV row."""
        ...

    def records(self, keys: Collection[str] | None = None) -> Iterator[Record]:
        """Stream everything to index, or only the records with these keys; a few at a time in memory."""
        ...

    def keys(self) -> set[str]:
        """The keys of all records to index; the index is compared with them."""
        ...

    def filters(self) -> Sequence[Filter]: ...

    def value_label(self, name: str, value: str) -> str:
        """The label of a filter value ("14" of lan: Västra Götalands län)."""
        ...

    def value_order(self, name: str, value: str) -> Any:
        """The sort key of a facet value."""
        ...

    def resolve_filters(self, filters: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
        """Translate the reader's filters to index terms, with the default scope and variant filled in.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        ...

    def hydrate(self, groups: Sequence[GroupHit], on: date, user: Any) -> Mapping[str, Any]:
        """The data of the result cards by group, in a fixed number of queries; only of groups that `user` may see."""
        ...

    def row(self, hit: PageHit, facts: Any, absolute: Callable[[str], str]) -> Sequence[str]:
        """One row of the CSV, as long as `columns`; `absolute` makes an address absolute."""
        ...

    def item(self, hit: PageHit, facts: Any) -> Mapping[str, Any]:
        """One hit of the API; `url` without host. Search adds the snippet."""
        ...

    def feed_entry(self, hit: PageHit | GroupHit, facts: Any) -> FeedEntry:
        """A page, or a group that was found without words, as an entry of a feed."""
        ...

    def newest(self, records: Collection[str], limit: int) -> Mapping[str, datetime]:
        """Of these records those that came to the site last, the newest first, each with the time: one query."""
        ...

    def note(self, result: Result, query: Query, searched: int) -> str:
        """The sentences with scope and denominator below the headline; `searched` groups pass the filters."""
        ...

    def named_filters(self, text: str, chosen: Collection[str]) -> Sequence[NamedFilter]:
        """Filter values that the text of a query surely names, from left to right without overlaps.

        `chosen` are the names of the filters that the address has: one of them may leave no room for others.
        """
        ...

    def names_in(self, text: str) -> frozenset[str]:
        """The words in lower case that are, or may be, names: they are never taken for misspelt words."""
        ...

    def best_bets(self, text: str, on: date) -> Sequence[BestBet]:
        """Links to show above the hits, best first; empty for most queries."""
        ...

    def suggest(self, text: str, limit: int, user: Any) -> Sequence[BestBet]:
        """Autocomplete links that `user` may see: owners and titles with this prefix, best first."""
        ...


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; `settings.SEARCH_SOURCES` gives its position."""
    _sources[source.name] = source


def get_source(name: str) -> Source:
    """Raises KeyError for a name that nobody registered."""
    return _sources[name]


def all_sources() -> Sequence[Source]:
    """In the order of `settings.SEARCH_SOURCES`, then the others; the first is the default."""
    order = {name: place for place, name in enumerate(settings.SEARCH_SOURCES)}
    return tuple(sorted(_sources.values(), key=lambda source: order.get(source.name, len(order))))

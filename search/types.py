"""The interface between sources, query analysis, engines and views: frozen dataclasses and Protocols."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Protocol

from content.visibility import EVERYBODY

ALWAYS = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a filter, valid from `first` to `last`, both included.

    A plan is `gallande` from one day to another, so its status is a dated term: a query names
    the day it asks about, and nothing in the index goes stale at midnight.
    """

    value: str
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True, slots=True)
class Chunk:
    """A paragraph-sized part of a record's text: the unit that is scored."""

    position: int  # order within the record, from 1
    unit: int  # page of the file, or section where there are no pages, from 1
    text: str
    heading: str = ""  # the headings above it, outermost first, joined by " › "
    language: str = "sv"  # BCP 47


@dataclass(frozen=True, slots=True)
class Record:
    """What is indexed and replaced as a whole: for the plans' source one edition.

    `key` and `group` are opaque ids of the source. Results are grouped by `group` (the plan); filters and
    facets are terms of the record, words are matched in its chunks.
    """

    source: str
    key: str
    group: str
    title: str  # may match some clauses of an AND: owner's names and aliases, the document's title
    terms: Mapping[str, tuple[Term, ...]]  # filter name -> values; always holds "audience"
    chunks: tuple[Chunk, ...]
    order: str = ""  # newest last: decides between equal scores and sorts by date

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it. The words of other records stay out of the vocabulary."""
        return any(term.value == EVERYBODY for term in self.terms["audience"])


@dataclass(frozen=True, slots=True)
class TermVariant:
    """One way to match a query term: `words` next to each other, each by any of its tokens.

    Several words are all given by stems, or all by parts. The prefix of a token says its type: `=ord` an exact
    form, `ord` a stem, `+ord` the stem of a part of a compound; `=or*` is every exact form with that prefix.
    """

    words: tuple[tuple[str, ...], ...]
    weak: bool = False  # ranked below what the reader wrote
    expansion: str = ""  # the name shown to the reader when this is an expansion, else ""

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Each sequence of tokens that matches it."""
        return product(*self.words)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word or phrase of the query with its variants.

    A phrase has `phrase` (exact words, adjacent and in this order) and no variants. `boosts` match nothing by
    themselves, but raise the score of a chunk that matches by another term: the parts of a compound, which stand apart.
    """

    text: str  # as the reader wrote it
    variants: tuple[TermVariant, ...] = ()
    phrase: tuple[str, ...] = ()
    boosts: tuple[tuple[tuple[str, ...], ...], ...] = ()  # each some words anywhere, each by any of its tokens

    @property
    def boost_tokens(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(token for boost in self.boosts for word in boost for token in word))


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A filter value that the text of a query names, such as an owner; `text` stands from `start` to before `end`."""

    name: str  # of the filter: "kommun"
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExpansionOptions:
    """How far a query may go from its own words."""

    exact: bool = False  # no expansions, and never "any word"
    related: bool = False  # words for related things too
    without: frozenset[str] = frozenset()  # names of expansions that the reader has switched off
    names: frozenset[str] = frozenset()  # words in lower case that name somebody, and are never taken for misspelt


@dataclass(frozen=True, slots=True)
class AnalysedQuery:
    """The words of a query, analysed once; page, facets, CSV and API share it.

    `clauses` is an AND of ORs of terms. With `match_any` the clauses are OR-ed, and pages that match
    all of them rank first. `excluded` are terms none of which may occur in the chunk.
    """

    clauses: tuple[tuple[QueryTerm, ...], ...]
    excluded: tuple[QueryTerm, ...] = ()
    match_any: bool = False
    expansions: tuple[str, ...] = ()  # names of the active expansions, in the order of the words
    related: tuple[str, ...] = ()  # names of related words that are not searched, but could be
    missing: tuple[str, ...] = ()  # with `match_any`: the words that occur nowhere
    notes: tuple[str, ...] = ()  # Swedish sentences: what was interpreted differently from what was written

    @property
    def empty(self) -> bool:
        return not self.clauses


@dataclass(frozen=True, slots=True)
class Query:
    """A question to an engine. A filter without values means everything."""

    analysed: AnalysedQuery
    source: str
    on: date  # the day on which dated terms must hold
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)  # AND between names, OR between values
    facets: tuple[str, ...] = ()  # names to count; each is counted without its own filter
    sort: str = "relevance"  # or "newest", "oldest"
    offset: int = 0  # groups
    limit: int = 20  # groups
    hits_per_group: int = 3


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page with at least one matching chunk, represented by its best chunk."""

    source: str
    record: str
    group: str
    unit: int
    position: int  # of the best chunk
    score: float  # compares only within one result
    text: str  # of the best chunk, unmarked
    heading: str
    language: str = "sv"  # of the text, BCP 47


@dataclass(frozen=True, slots=True)
class GroupHit:
    """A group (a plan) in the results with its best pages; no pages when only its title matched."""

    source: str
    group: str
    record: str  # of the best page, or the one whose title matched
    pages: int  # pages of this group that match, all of them
    hits: tuple[PageHit, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One page of results, with exact, uncapped counts of all results."""

    groups: tuple[GroupHit, ...]
    pages: int  # pages that match
    total: int  # groups with at least one such page
    title_only: int  # further groups matched by title alone, listed after the others
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # name -> value -> groups, title-only too


class EngineUnavailable(Exception):
    """The engine cannot answer, such as while its server is down; the call may be retried later."""


class IndexMissing(EngineUnavailable):
    """There is no index, or only one that has neither been built nor written to: `rebuild_search` builds it."""


class IndexBroken(EngineUnavailable):
    """The index is damaged: `rebuild_search` replaces it."""


class Searcher(Protocol):
    """The read side of an engine; every method raises `EngineUnavailable` while it cannot answer.

    A missing index is no empty one: to find nothing would tell readers that there is nothing.
    """

    name: str

    def search(self, query: Query) -> Result:
        """One page of results; without words every group that passes the filters, without pages, newest first."""
        ...

    def iter_pages(self, query: Query, start: int = 0, stop: int | None = None) -> Iterator[PageHit]:
        """Stream the matching pages in the order of the result; `start` and `stop` count pages from 0, as in a slice.

        The query's `offset` and `limit`, which count groups, are ignored.
        """
        ...

    def count_many(self, queries: Sequence[Query]) -> list[tuple[int, int]]:
        """Numbers of matching pages and groups of each query, in one round; groups matched by title alone not counted.

        Made for the same words in several sources and scopes: one call gives all counts of a page.
        """
        ...

    def has_at_least(self, query: Query, pages: int) -> bool:
        """Whether at least `pages` pages match; stops counting there."""
        ...

    def vocabulary(self) -> Vocabulary:
        """The words of the public records, for spelling correction, prefixes and suggestions."""
        ...


class Engine(Searcher, Protocol):
    """A searcher with an index to maintain; the contract tests in `tests/search/contract/` run against every engine."""

    def exists(self) -> bool:
        """Whether there is an index to search: one that has been built or written to."""
        ...

    def write(self, records: Iterable[Record]) -> None:
        """Add records, or replace those with the same source and key; they can be found when it returns."""
        ...

    def delete(self, source: str, keys: Collection[str]) -> None: ...

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build a new index version beside the live one and swap it in atomically; searches go on meanwhile.

        Changes written or deleted since it began are replayed before the swap. An interrupted rebuild is resumed
        by the next: records already taken in are skipped, and those that no longer exist are dropped.
        """
        ...

    def keys(self, source: str) -> set[str]:
        """The keys of the indexed records of a source."""
        ...

    def status(self) -> IndexStatus: ...


class Vocabulary(Protocol):
    """Exact words of public records (lower case, å ä ö kept) with their document frequency in chunks.

    Suggestions show these words to everybody, so the text of restricted pages adds none.
    """

    def frequency(self, word: str) -> int: ...

    def with_prefix(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words with this prefix, most frequent first."""
        ...

    def within_distance(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Words within an edit distance (optimal string alignment), nearest first, then most frequent."""
        ...

    def folded(self, word: str) -> list[tuple[str, int]]:
        """Words that are equal after folding å ä ö é to a a o e, most frequent first."""
        ...


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Statistics of an index; `missing` when there is none, or none that has been built or written to."""

    engine: str
    analyser: int  # version of the language analysis it was built with
    records: int = 0
    chunks: int = 0
    bytes: int = 0
    missing: bool = False
    built: datetime | None = None  # when the last rebuild was swapped in
    building: int = 0  # records taken in by an unfinished rebuild

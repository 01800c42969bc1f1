"""What sources, the query reader, engines and views hand to each other. Frozen values and Protocols, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

ALWAYS = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a filter, with the days (both included) on which it holds.

    A plan is `gallande` from one day to another, so its status is a term with days: a query names
    the day it asks about, and nothing in the index goes stale at midnight.
    """

    value: str
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph-sized piece of text within a record."""

    position: int  # order within the record, from 1
    unit: int  # page of the file, or section where there are no pages, from 1
    text: str
    heading: str = ""  # the headings above it, outermost first, joined by " › "
    language: str = "sv"  # BCP 47


@dataclass(frozen=True, slots=True)
class Record:
    """What is indexed and replaced as a whole: for the plans' source one edition.

    `key` and `group` belong to the source; search does not look inside them. Results are grouped by
    `group` (the plan), filters and facets hang on the record, words on its pieces.
    """

    source: str
    key: str
    group: str
    title: str  # words that may fill parts of an AND: owner's names and aliases, the document's title
    terms: Mapping[str, tuple[Term, ...]]  # filter name -> values; always holds "audience"
    pieces: tuple[Piece, ...]
    order: str = ""  # newest last: decides between equal scores and sorts by date


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that may stand for a word of the query: all of `words` within the piece, each by any of its tokens.

    Tokens carry their field: `=ord` an exact form, `ord` a stem, `+ord` the stem of a part of a compound;
    `=or*` is every exact form that begins so.
    """

    words: tuple[tuple[str, ...], ...]
    weak: bool = False  # ranked below what the reader wrote
    expansion: str = ""  # the name shown to the reader when this is an expansion, else ""


@dataclass(frozen=True, slots=True)
class Group:
    """One word or phrase of the query with everything that may stand for it.

    A phrase has `phrase` (exact words, which must stand together in this order) and no variants.
    """

    written: str  # as the reader wrote it
    variants: tuple[Variant, ...] = ()
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read, decided once from its words alone; scope, facets, CSV and API keep it.

    `clauses` is an AND of ORs of groups. With `loose` the clauses are OR-ed: pages that hold
    all of them come first. `excluded` are groups none of which may occur in the piece.
    """

    clauses: tuple[tuple[Group, ...], ...]
    excluded: tuple[Group, ...] = ()
    loose: bool = False
    expansions: tuple[str, ...] = ()  # names of the expansions in use, in the order of the words
    notes: tuple[str, ...] = ()  # Swedish sentences: what was read otherwise than written

    @property
    def empty(self) -> bool:
        return not self.clauses


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for. A filter without values means everything."""

    reading: Reading
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
    """A page with at least one piece that answers the query, shown by its best piece."""

    source: str
    record: str
    group: str
    unit: int
    position: int  # of the best piece
    score: float  # compares only within one result
    text: str  # of the best piece, unmarked
    heading: str


@dataclass(frozen=True, slots=True)
class GroupHit:
    """A plan among the results, with the first of its pages; without any when only its title or owner matched."""

    source: str
    group: str
    record: str  # of the best page, or the one whose title matched
    pages: int  # pages of this group that match, all of them
    hits: tuple[PageHit, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One page of results and the counts of the whole answer, exact and without a cap."""

    groups: tuple[GroupHit, ...]
    pages: int  # pages that match
    total: int  # groups with at least one such page
    title_only: int  # further groups matched by title alone, listed after the others
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # name -> value -> groups, title-only too


class EngineAway(Exception):
    """The server behind an engine does not answer; what was asked may be asked again later."""


class Searcher(Protocol):
    """What answers queries; raises `EngineAway` from any of these while its server cannot be reached."""

    name: str

    def search(self, query: Query) -> Result:
        """One page of results; without words every group that the filters leave, without pages, newest first."""
        ...

    def pages(self, query: Query) -> Iterator[PageHit]:
        """Every page that matches, in the order of the result, streamed; `offset` and `limit` are ignored."""
        ...

    def count(self, query: Query) -> tuple[int, int]:
        """Pages and groups that match, without fetching any; groups matched by title alone are left out."""
        ...

    def reaches(self, query: Query, pages: int) -> bool:
        """Whether at least so many pages match; stops counting there."""
        ...

    def words(self) -> Vocabulary:
        """The words of the index: what typos, prefixes and suggestions are compared with."""
        ...


class Engine(Searcher, Protocol):
    """A searcher with an index to keep; `tests/search/test_engines.py` holds each one to it."""

    def write(self, records: Iterable[Record]) -> None:
        """Add records or replace those with the same source and key; they are found when it returns."""
        ...

    def forget(self, source: str, keys: Collection[str]) -> None: ...

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build a new index beside the old one and put it in its place at once; searches go on meanwhile.

        What is written or forgotten since it began is taken over before the swap. After an interrupted one the
        next goes on: records that it took already are passed over, and those that are no more are dropped.
        """
        ...

    def keys(self, source: str) -> set[str]:
        """The keys of the records that it holds of a source."""
        ...

    def status(self) -> IndexStatus: ...


class Vocabulary(Protocol):
    """Exact words of the indexed text (lower case, å ä ö kept) and how many pieces hold them."""

    def frequency(self, word: str) -> int: ...

    def starting(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words that begin so, most frequent first."""
        ...

    def near(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Words within an edit distance (optimal string alignment), nearest first, then most frequent."""
        ...

    def folded(self, word: str) -> list[tuple[str, int]]:
        """Words that are the same when å ä ö é are written a a o e, most frequent first."""
        ...


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What is in the index; `missing` when there is none yet."""

    engine: str
    analyser: int  # version of the language analysis it was built with
    records: int = 0
    pieces: int = 0
    bytes: int = 0
    missing: bool = False
    built: datetime | None = None  # when the last whole build was put in place
    building: int = 0  # records taken so far by a build that is not in place yet

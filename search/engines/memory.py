"""The yardstick: an engine so plain that it can be checked by reading it. Slow, in memory, for the contract test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from search.language import ANALYSER_VERSION, Token, analyse
from search.tokens import answering, signs_of
from search.types import Group, GroupHit, IndexStatus, PageHit, Piece, Query, Reading, Record, Result, Variant
from search.vocabulary import Words

ALL_WORDS_FIRST = 1_000.0


class Text:
    """The words of one text, ready to be compared with a query."""

    def __init__(self, text: str, language: str = "sv") -> None:
        self.tokens: list[Token] = analyse(text, language)
        self.signs = {sign for token in self.tokens for sign in signs_of(token)}

    def holds(self, group: Group) -> bool:
        return self._holds_phrase(group.phrase) or any(self._holds_variant(each) for each in group.variants)

    def _holds_phrase(self, phrase: tuple[str, ...]) -> bool:
        words = [token.exact for token in self.tokens]
        places = range(len(words) - len(phrase) + 1)
        return bool(phrase) and any(tuple(words[place : place + len(phrase)]) == phrase for place in places)

    def _holds_variant(self, variant: Variant) -> bool:
        return all(answering(word, self.signs) for word in variant.words)


class Own(Text):
    """A piece's own words: its text and the headings above it; a phrase stands in one of them."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(piece.text, piece.language)
        self.heading = Text(piece.heading)
        self.signs = self.signs | self.heading.signs

    def holds(self, group: Group) -> bool:
        return super().holds(group) or self.heading.holds(group)


@dataclass(frozen=True, slots=True)
class Stored:
    """A record with its words."""

    record: Record
    title: Text
    own: tuple[Own, ...]


class MemoryEngine:
    """See `search.types.Engine`."""

    name = "memory"

    def __init__(self) -> None:
        self._stored: dict[tuple[str, str], Stored] = {}
        self._built: datetime | None = None

    def search(self, query: Query) -> Result:
        groups = self._groups(query)
        titled = self._titled(query)
        shown = [*groups.values(), *titled.values()][query.offset : query.offset + query.limit]
        pages = sum(group.pages for group in groups.values())
        facets = {name: self._values(query, name) for name in query.facets}
        return Result(tuple(_cut(group, query) for group in shown), pages, len(groups), len(titled), facets)

    def pages(self, query: Query) -> Iterator[PageHit]:
        for group in self._groups(query).values():
            yield from group.hits

    def count(self, query: Query) -> tuple[int, int]:
        groups = self._groups(query)
        return sum(group.pages for group in groups.values()), len(groups)

    def reaches(self, query: Query, pages: int) -> bool:
        return self.count(query)[0] >= pages

    def write(self, records: Iterable[Record]) -> None:
        for record in records:
            own = tuple(Own(piece) for piece in record.pieces)
            self._stored[record.source, record.key] = Stored(record, Text(record.title), own)

    def forget(self, source: str, keys: Collection[str]) -> None:
        for key in keys:
            self._stored.pop((source, key), None)

    def rebuild(self, records: Iterable[Record]) -> None:
        fresh = MemoryEngine()
        fresh.write(records)
        self._stored = fresh._stored
        self._built = datetime.now(UTC)

    def keys(self, source: str) -> set[str]:
        return {key for name, key in self._stored if name == source}

    def words(self) -> Words:
        counts: Counter[str] = Counter()
        for stored in self._stored.values():
            for own in stored.own:
                counts.update({token.exact for token in own.tokens if token.exact.isalpha()})
        return Words(counts.items())

    def status(self) -> IndexStatus:
        pieces = sum(len(stored.own) for stored in self._stored.values())
        return IndexStatus(self.name, ANALYSER_VERSION, len(self._stored), pieces, built=self._built)

    def _groups(self, query: Query) -> dict[str, GroupHit]:
        """Groups with all of their pages, in the order of the result."""
        found: dict[str, list[tuple[PageHit, str]]] = {}
        for stored in self._wanted(query):
            for hit in _page_hits(stored, query.reading):
                found.setdefault(hit.group, []).append((hit, stored.record.order))
        ranked = sorted(found.values(), key=lambda hits: _place(hits, query.sort))
        return {hits[0][0].group: _group_hit([hit for hit, _order in hits]) for hits in ranked}

    def _titled(self, query: Query) -> dict[str, GroupHit]:
        """Groups that match by title alone."""
        with_pages = self._groups(query)
        found: dict[str, GroupHit] = {}
        for stored in self._wanted(query):
            group = stored.record.group
            if group not in with_pages and _title_matches(stored.title, query.reading):
                found.setdefault(group, GroupHit(query.source, group, stored.record.key, 0, ()))
        return found

    def _values(self, query: Query, name: str) -> dict[str, int]:
        """Groups for each value of a filter, whatever values of it the query wants."""
        free = replace(query, filters={other: wanted for other, wanted in query.filters.items() if other != name})
        groups: dict[str, set[str]] = {}
        for stored in self._wanted(free):
            if _title_matches(stored.title, query.reading) or any(_page_hits(stored, query.reading)):
                for value in _values_on(stored.record, name, query):
                    groups.setdefault(value, set()).add(stored.record.group)
        return {value: len(names) for value, names in groups.items()}

    def _wanted(self, query: Query) -> list[Stored]:
        """The records of the source that every filter leaves, newest first."""
        records = [stored for stored in self._stored.values() if stored.record.source == query.source]
        newest = sorted(records, key=lambda stored: stored.record.order, reverse=True)
        return [stored for stored in newest if _passes(stored.record, query)]


def _passes(record: Record, query: Query) -> bool:
    return all(not wanted or wanted & _values_on(record, name, query) for name, wanted in query.filters.items())


def _values_on(record: Record, name: str, query: Query) -> set[str]:
    return {term.value for term in record.terms.get(name, ()) if term.first <= query.on <= term.last}


def _title_matches(title: Text, reading: Reading) -> bool:
    if reading.empty:
        return True
    return all(_any_group(clause, title) for clause in reading.clauses) and not _any_group(reading.excluded, title)


def _page_hits(stored: Stored, reading: Reading) -> Iterator[PageHit]:
    """One hit for each page with a piece that answers, by the best piece."""
    best: dict[int, PageHit] = {}
    record = stored.record
    for piece, own in zip(record.pieces, stored.own, strict=True):
        score = _score(own, stored.title, reading)
        if score and (piece.unit not in best or score > best[piece.unit].score):
            best[piece.unit] = PageHit(
                record.source, record.key, record.group, piece.unit, piece.position, score, piece.text, piece.heading
            )
    yield from best.values()


def _score(own: Own, title: Text, reading: Reading) -> float:
    """Zero for no match; else words count, and all words count more than any number of them."""
    if _any_group(reading.excluded, own):
        return 0.0
    inside = [_any_group(clause, own) for clause in reading.clauses]
    if not any(inside):
        return 0.0
    complete = all(here or _any_group(clause, title) for here, clause in zip(inside, reading.clauses, strict=True))
    if not complete and not reading.loose:
        return 0.0
    return sum(inside) + (ALL_WORDS_FIRST if complete else 0.0)


def _any_group(groups: Sequence[Group], text: Text) -> bool:
    return any(text.holds(group) for group in groups)


def _place(hits: Sequence[tuple[PageHit, str]], sort: str) -> tuple[object, ...]:
    """Where a group stands: by its best page, or by the newest of its records that match."""
    best = max(hit.score for hit, _order in hits)
    newest = max(order for _hit, order in hits)
    backwards = tuple(-ord(character) for character in newest)
    group = hits[0][0].group
    by_sort: Mapping[str, tuple[object, ...]] = {
        "relevance": (-best, backwards, group),
        "newest": (backwards, -best, group),
        "oldest": (newest, -best, group),
    }
    return by_sort[sort]


def _group_hit(hits: list[PageHit]) -> GroupHit:
    ranked = tuple(sorted(hits, key=lambda hit: (-hit.score, hit.record, hit.unit)))
    return GroupHit(ranked[0].source, ranked[0].group, ranked[0].record, len(ranked), ranked)


def _cut(group: GroupHit, query: Query) -> GroupHit:
    return replace(group, hits=group.hits[: query.hits_per_group])

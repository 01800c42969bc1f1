"""The reference engine of the contract tests: in memory, slow, simple enough to verify by reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from search.language import ANALYSER_VERSION, Token, analyse
from search.tokens import index_tokens, matching_tokens, runs_of, standing_together
from search.types import (
    AnalysedQuery,
    Chunk,
    GroupHit,
    IndexMissing,
    IndexStatus,
    PageHit,
    Query,
    QueryTerm,
    Record,
    Result,
    TermVariant,
)
from search.vocabulary import InMemoryVocabulary

ALL_WORDS_FIRST, ALL_WORDS_APART = 1_000.0, 500.0


class AnalysedText:
    """The tokens of one text, to match query terms against."""

    def __init__(self, text: str, language: str = "sv") -> None:
        self.tokens: list[Token] = analyse(text, language)
        self.tokens_present = {token_present for token in self.tokens for token_present in index_tokens(token)}
        self.runs = runs_of(text, self.tokens)

    def matches(self, term: QueryTerm) -> bool:
        return self._matches_phrase(term.phrase) or any(self._matches_variant(each) for each in term.variants)

    def is_boosted(self, term: QueryTerm) -> bool:
        return any(all(matching_tokens(word, self.tokens_present) for word in boost) for boost in term.boosts)

    def _matches_phrase(self, phrase: tuple[str, ...]) -> bool:
        words = [token.exact for token in self.tokens]
        places = range(len(words) - len(phrase) + 1)
        return bool(phrase) and any(tuple(words[place : place + len(phrase)]) == phrase for place in places)

    def _matches_variant(self, variant: TermVariant) -> bool:
        if len(variant.words) == 1:
            return bool(matching_tokens(variant.words[0], self.tokens_present))
        return any(standing_together(variant.words, self.runs))


class AnalysedChunk(AnalysedText):
    """A chunk's text and headings; a term matches within one of them."""

    def __init__(self, chunk: Chunk) -> None:
        super().__init__(chunk.text, chunk.language)
        self.heading = AnalysedText(chunk.heading)

    def matches(self, term: QueryTerm) -> bool:
        return super().matches(term) or self.heading.matches(term)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record with its analysed texts."""

    record: Record
    title: AnalysedText
    own: tuple[AnalysedChunk, ...]


class MemoryEngine:
    """Implements `search.types.Engine`."""

    name = "memory"

    def __init__(self) -> None:
        self._stored: dict[tuple[str, str], StoredRecord] = {}
        self._built: datetime | None = None
        self._exists = False

    def exists(self) -> bool:
        return self._exists

    def search(self, query: Query) -> Result:
        groups = self._groups(query)
        titled = self._title_only(query)
        shown = [*groups.values(), *titled.values()][query.offset : query.offset + query.limit]
        pages = sum(group.pages for group in groups.values())
        facets = {name: self._values(query, name) for name in query.facets}
        return Result(tuple(_truncated(group, query) for group in shown), pages, len(groups), len(titled), facets)

    def iter_pages(self, query: Query, start: int = 0, stop: int | None = None) -> Iterator[PageHit]:
        hits = (hit for group in self._groups(query).values() for hit in group.hits)
        return islice(hits, start, stop)

    def count_many(self, queries: Sequence[Query]) -> list[tuple[int, int]]:
        return [self._count(query) for query in queries]

    def has_at_least(self, query: Query, pages: int) -> bool:
        return self._count(query)[0] >= pages

    def write(self, records: Iterable[Record]) -> None:
        self._exists = True
        for record in records:
            own = tuple(AnalysedChunk(chunk) for chunk in record.chunks)
            self._stored[record.source, record.key] = StoredRecord(record, AnalysedText(record.title), own)

    def delete(self, source: str, keys: Collection[str]) -> None:
        for key in keys:
            self._stored.pop((source, key), None)

    def rebuild(self, records: Iterable[Record]) -> None:
        fresh = MemoryEngine()
        fresh.write(records)
        self._stored, self._exists = fresh._stored, True
        self._built = datetime.now(UTC)

    def keys(self, source: str) -> set[str]:
        return {key for name, key in self._stored if name == source}

    def vocabulary(self) -> InMemoryVocabulary:
        self._require_index()
        counts: Counter[str] = Counter()
        for stored in self._stored.values():
            for own in stored.own if stored.record.is_public else ():
                counts.update({token.exact for token in own.tokens if token.exact.isalpha()})
        return InMemoryVocabulary(counts.items())

    def status(self) -> IndexStatus:
        chunks = sum(len(stored.own) for stored in self._stored.values())
        missing = not self._exists
        return IndexStatus(self.name, ANALYSER_VERSION, len(self._stored), chunks, missing=missing, built=self._built)

    def _require_index(self) -> None:
        if not self._exists:
            raise IndexMissing(self.name)

    def _count(self, query: Query) -> tuple[int, int]:
        groups = self._groups(query)
        return sum(group.pages for group in groups.values()), len(groups)

    def _groups(self, query: Query) -> dict[str, GroupHit]:
        """Groups with all of their pages, in the order of the result."""
        found: dict[str, list[tuple[PageHit, str]]] = {}
        for stored in self._passing(query):
            for hit in _page_hits(stored, query.analysed):
                found.setdefault(hit.group, []).append((hit, stored.record.order))
        ranked = sorted(found.values(), key=lambda hits: _sort_key(hits, query.sort))
        return {hits[0][0].group: _group_hit([hit for hit, _order in hits]) for hits in ranked}

    def _title_only(self, query: Query) -> dict[str, GroupHit]:
        """Groups that match by title alone."""
        with_pages = self._groups(query)
        found: dict[str, GroupHit] = {}
        for stored in self._passing(query):
            group = stored.record.group
            if group not in with_pages and _title_matches(stored.title, query.analysed):
                found.setdefault(group, GroupHit(query.source, group, stored.record.key, 0, ()))
        return found

    def _values(self, query: Query, name: str) -> dict[str, int]:
        """Number of groups per value of a filter, without the filter itself."""
        free = replace(query, filters={other: wanted for other, wanted in query.filters.items() if other != name})
        groups: dict[str, set[str]] = {}
        for stored in self._passing(free):
            if _title_matches(stored.title, query.analysed) or any(_page_hits(stored, query.analysed)):
                for value in _values_on(stored.record, name, query):
                    groups.setdefault(value, set()).add(stored.record.group)
        return {value: len(names) for value, names in groups.items()}

    def _passing(self, query: Query) -> list[StoredRecord]:
        """The records of the source that pass every filter, newest first."""
        self._require_index()
        records = [stored for stored in self._stored.values() if stored.record.source == query.source]
        newest = sorted(records, key=lambda stored: stored.record.order, reverse=True)
        return [stored for stored in newest if _passes(stored.record, query)]


def _passes(record: Record, query: Query) -> bool:
    return all(not wanted or wanted & _values_on(record, name, query) for name, wanted in query.filters.items())


def _values_on(record: Record, name: str, query: Query) -> set[str]:
    return {term.value for term in record.terms.get(name, ()) if term.first <= query.on <= term.last}


def _title_matches(title: AnalysedText, analysed: AnalysedQuery) -> bool:
    if analysed.empty:
        return True
    return all(_any_term(clause, title) for clause in analysed.clauses) and not _any_term(analysed.excluded, title)


def _page_hits(stored: StoredRecord, analysed: AnalysedQuery) -> Iterator[PageHit]:
    """One hit for each page with a matching chunk, for its best chunk."""
    best: dict[int, PageHit] = {}
    record = stored.record
    for chunk, own in zip(record.chunks, stored.own, strict=True):
        score = _score(own, stored.title, analysed)
        if score and (chunk.unit not in best or score > best[chunk.unit].score):
            place, shown = (chunk.unit, chunk.position), (chunk.text, chunk.heading, chunk.language)
            best[chunk.unit] = PageHit(record.source, record.key, record.group, *place, score, *shown)
    yield from best.values()


def _score(own: AnalysedChunk, title: AnalysedText, analysed: AnalysedQuery) -> float:
    """Zero for no match; else the number of clauses, raised when all of them match, if need be by a boost."""
    if _any_term(analysed.excluded, own):
        return 0.0
    inside = [_any_term(clause, own) for clause in analysed.clauses]
    if not any(inside):
        return 0.0
    complete = all(here or _any_term(clause, title) for here, clause in zip(inside, analysed.clauses, strict=True))
    if not complete and not analysed.match_any:
        return 0.0
    apart = all(here or any(map(own.is_boosted, clause)) for here, clause in zip(inside, analysed.clauses, strict=True))
    return sum(inside) + (ALL_WORDS_FIRST if complete else ALL_WORDS_APART if apart else 0.0)


def _any_term(terms: Sequence[QueryTerm], text: AnalysedText) -> bool:
    return any(text.matches(term) for term in terms)


def _sort_key(hits: Sequence[tuple[PageHit, str]], sort: str) -> tuple[object, ...]:
    """The sort key of a group: its best page, or its newest matching record."""
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


def _truncated(group: GroupHit, query: Query) -> GroupHit:
    return replace(group, hits=group.hits[: query.hits_per_group])

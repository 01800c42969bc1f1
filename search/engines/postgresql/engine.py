"""The engine on a PostgreSQL server."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from search.engines.postgresql.connection_url import parse_connection_url
from search.engines.postgresql.connections import Connection, PostgresqlServer
from search.engines.postgresql.counting import count_many
from search.engines.postgresql.executor import QueryExecutor
from search.engines.postgresql.index_versions import IndexVersions
from search.engines.postgresql.indexer import COUNT_ALL_WORDS, Key, add, drop, numbers_of, replace, stored
from search.engines.postgresql.schema import INDEXES
from search.types import IndexStatus, PageHit, Query, Record, Result
from search.vocabulary import InMemoryVocabulary

BATCH_CHUNKS = 1_000  # written together by a rebuild
RECORD_COST = 4  # cost of a record in chunks
AT_ONCE = 100  # records changed in one transaction
BYTES = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
"""


class PostgresqlEngine:
    """Implements `search.types.Engine`. Any number of processes may search; writers wait for each other."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        """Opens no connection; see `search.engines.postgresql.connection_url.parse_connection_url`."""
        self.server = PostgresqlServer(parse_connection_url(url))
        self.versions = IndexVersions(self.server)
        self._words: tuple[tuple[int, int], InMemoryVocabulary] = ((0, 0), InMemoryVocabulary(()))
        self._lock = threading.Lock()

    # --- searching

    def search(self, query: Query) -> Result:
        with self.server.index() as (connection, _number):
            return QueryExecutor(connection, query, facets=True).result()

    def iter_pages(self, query: Query, start: int = 0, stop: int | None = None) -> Iterator[PageHit]:
        if query.analysed.empty:
            return
        with self.server.index() as (connection, _number):
            yield from QueryExecutor(connection, query).stream(start, stop)

    def count_many(self, queries: Sequence[Query]) -> list[tuple[int, int]]:
        with self.server.index() as (connection, _number):
            return count_many(connection, queries)

    def has_at_least(self, query: Query, pages: int) -> bool:
        with self.server.index() as (connection, _number):
            return not query.analysed.empty and QueryExecutor(connection, query).has_at_least(pages)

    def vocabulary(self) -> InMemoryVocabulary:
        """Cached per state of the index; changes are seen at the next call."""
        with self.server.index() as (connection, number):
            writes = connection.execute("SELECT value FROM meta WHERE name = 'writes'").fetchone()
            state = (number, writes[0] if writes else 0)
            with self._lock:
                if self._words[0] != state:
                    rows = connection.execute(
                        "SELECT substr(token, 2), texts FROM word WHERE token >= '=' AND token < '>' AND texts > 0"
                    )
                    self._words = (state, InMemoryVocabulary(row for row in rows if row[0].isalpha()))
                return self._words[1]

    def exists(self) -> bool:
        with self.server.snapshot() as live:
            return live is not None

    def status(self) -> IndexStatus:
        with self.server.snapshot() as live:
            if live is None:
                return IndexStatus(self.name, 0, missing=True)
            connection, number = live
            analyser, built = self.versions.about(connection, number)
            unfinished = self.versions.unfinished(connection)
            building = _count(connection, f"{self.versions.name(unfinished)}.record") if unfinished else 0
            records, chunks = _count(connection, "record"), _count(connection, "chunk")
            row = connection.execute(BYTES).fetchone()
            size = row[0] if row else 0
            return IndexStatus(self.name, analyser, records, chunks, size, built=built, building=building)

    def keys(self, source: str) -> set[str]:
        with self.server.snapshot() as live:
            if live is None:
                return set()
            return {key for (key,) in live[0].execute("SELECT key FROM record WHERE source = %s", (source,))}

    # --- indexing

    def write(self, records: Iterable[Record]) -> None:
        self._change({(record.source, record.key): record for record in records})

    def delete(self, source: str, keys: Collection[str]) -> None:
        self._change({(source, key): None for key in keys})

    def _change(self, changes: dict[Key, Record | None]) -> None:
        """Apply the changes in one transaction."""
        with self.server.write_connection() as connection, connection.transaction():
            self.server.lock(connection, "write")
            live = self.versions.ensure_live(connection)
            self.versions.sweep(connection)
            self.versions.use(connection, live)
            rows = iter(changes.items())
            while part := dict(islice(rows, AT_ONCE)):
                replace(connection, part)
            self.versions.log_changes(connection, list(changes))

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build beside the live version; changes logged meanwhile are copied before the swap."""
        with self.server.write_connection() as connection, self.server.locked(connection, "rebuild"):
            target = self._begin(connection)
            self._index_missing(connection, target, records)
            with connection.transaction():
                self.server.lock(connection, "write")
                self._copy_changes(connection, target)
                self.versions.put_live(connection, target)
            with connection.transaction():
                self.server.lock(connection, "write")
                self.versions.sweep(connection)

    def _begin(self, connection: Connection) -> int:
        """The version of an interrupted rebuild, or an empty one; changes are logged from then on."""
        with connection.transaction():
            self.server.lock(connection, "write")
            self.versions.drop_broken(connection)
            self.versions.ensure_live(connection)
            left = self.versions.unfinished(connection)
            if left is not None:
                return left
            self.versions.sweep(connection, begun=True)
            connection.execute(f"DELETE FROM {self.server.schema}.changed")
            return self.versions.create(connection)

    def _index_missing(self, connection: Connection, target: int, records: Iterable[Record]) -> None:
        """Index the missing records in batches, so that an interrupted rebuild loses little."""
        with connection.transaction():
            self.versions.use(connection, target)
            held: set[Key] = set(connection.execute("SELECT source, key FROM record"))
        seen: set[Key] = set()
        for batch in _batches(_missing(records, held, seen)):
            with connection.transaction():
                self.versions.use(connection, target)
                add(connection, batch)
        with connection.transaction():
            self.versions.use(connection, target)
            drop(connection, numbers_of(connection, held - seen))
            connection.execute(INDEXES)
            connection.execute(COUNT_ALL_WORDS)
            connection.execute("ANALYZE record, vector, chunk, term, profile, word, grp")

    def _copy_changes(self, connection: Connection, target: int) -> None:
        live = self.versions.ensure_live(connection)
        changed = self.versions.changed(connection)
        for place in range(0, len(changed), AT_ONCE):
            part = changed[place : place + AT_ONCE]
            self.versions.use(connection, live)
            copied = stored(connection, part)
            self.versions.use(connection, target)
            replace(connection, {key: copied.get(key) for key in part})


def _missing(records: Iterable[Record], held: Collection[Key], seen: set[Key]) -> Iterator[Record]:
    """The records that are not indexed yet, each key once; all keys are added to `seen`."""
    for record in records:
        key = (record.source, record.key)
        if key not in held and key not in seen:
            yield record
        seen.add(key)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    cost = 0
    for record in records:
        batch.append(record)
        cost += RECORD_COST + len(record.chunks)
        if cost >= BATCH_CHUNKS:
            yield batch
            batch, cost = [], 0
    if batch:
        yield batch


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return row[0] if row else 0

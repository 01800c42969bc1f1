"""The engine on a PostgreSQL server: finds, counts and keeps an index in tables of its own."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from search.engines.postgresql.connection_url import read_address
from search.engines.postgresql.connections import Connection, Server
from search.engines.postgresql.executor import Asking
from search.engines.postgresql.index_versions import Generations
from search.engines.postgresql.indexer import COUNT_ALL_WORDS, Key, add, drop, numbers_of, replace, stored
from search.engines.postgresql.schema import INDEXES
from search.types import IndexStatus, PageHit, Query, Record, Result
from search.vocabulary import Words

BATCH_PIECES = 1_000  # written together while an index is built
RECORD_COST = 4  # pieces that a record takes as long as
AT_ONCE = 100  # records changed in one transaction
BYTES = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
"""


class PostgresqlEngine:
    """See `search.types.Engine`. Any number of processes may search; those who write wait for each other."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        """Nothing is asked of the server yet; see `search.engines.postgresql.connection_url.read_address`."""
        self.server = Server(read_address(url))
        self.generations = Generations(self.server)
        self._words: tuple[tuple[int, int], Words] = ((0, 0), Words(()))
        self._lock = threading.Lock()

    # --- asking

    def search(self, query: Query) -> Result:
        with self.server.reading() as live:
            if live is None:
                return Result((), 0, 0, 0, {name: {} for name in query.facets})
            return Asking(live[0], query, facets=True).result()

    def pages(self, query: Query) -> Iterator[PageHit]:
        if query.reading.empty:
            return
        with self.server.reading() as live:
            if live is not None:
                yield from Asking(live[0], query).stream()

    def count(self, query: Query) -> tuple[int, int]:
        if query.reading.empty:
            return 0, 0
        with self.server.reading() as live:
            return (0, 0) if live is None else Asking(live[0], query).count()

    def reaches(self, query: Query, pages: int) -> bool:
        if query.reading.empty:
            return False
        with self.server.reading() as live:
            return live is not None and Asking(live[0], query).reaches(pages)

    def words(self) -> Words:
        """Read once for each state of the index; writes that change the words are seen at the next call."""
        with self.server.reading() as live:
            if live is None:
                return Words(())
            connection, number = live
            writes = connection.execute("SELECT value FROM meta WHERE name = 'writes'").fetchone()
            state = (number, writes[0] if writes else 0)
            with self._lock:
                if self._words[0] != state:
                    rows = connection.execute(
                        "SELECT substr(token, 2), texts FROM word WHERE token >= '=' AND token < '>' AND texts > 0"
                    )
                    self._words = (state, Words(row for row in rows if row[0].isalpha()))
                return self._words[1]

    def status(self) -> IndexStatus:
        with self.server.reading() as live:
            if live is None:
                return IndexStatus(self.name, 0, missing=True)
            connection, number = live
            analyser, built = self.generations.about(connection, number)
            unfinished = self.generations.unfinished(connection)
            building = _count(connection, f"{self.generations.name(unfinished)}.record") if unfinished else 0
            records, pieces = _count(connection, "record"), _count(connection, "piece")
            row = connection.execute(BYTES).fetchone()
            size = row[0] if row else 0
            return IndexStatus(self.name, analyser, records, pieces, size, built=built, building=building)

    def keys(self, source: str) -> set[str]:
        with self.server.reading() as live:
            if live is None:
                return set()
            return {key for (key,) in live[0].execute("SELECT key FROM record WHERE source = %s", (source,))}

    # --- keeping

    def write(self, records: Iterable[Record]) -> None:
        self._change({(record.source, record.key): record for record in records})

    def forget(self, source: str, keys: Collection[str]) -> None:
        self._change({(source, key): None for key in keys})

    def _change(self, changes: dict[Key, Record | None]) -> None:
        """All of it or nothing."""
        with self.server.writing() as connection, connection.transaction():
            self.server.lock(connection, "write")
            live = self.generations.ensure_live(connection)
            self.generations.sweep(connection)
            self.generations.enter(connection, live)
            rows = iter(changes.items())
            while part := dict(islice(rows, AT_ONCE)):
                replace(connection, part)
            self.generations.note(connection, list(changes))

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build beside the live generation; what is written to that meanwhile is noted and copied before the swap."""
        with self.server.writing() as connection, self.server.locked(connection, "rebuild"):
            target = self._begin(connection)
            self._fill(connection, target, records)
            with connection.transaction():
                self.server.lock(connection, "write")
                self._copy_changes(connection, target)
                self.generations.put_live(connection, target)
            with connection.transaction():
                self.server.lock(connection, "write")
                self.generations.sweep(connection)

    def _begin(self, connection: Connection) -> int:
        """The generation that an interrupted rebuild left, or an empty one; from then on changes are noted."""
        with connection.transaction():
            self.server.lock(connection, "write")
            self.generations.ensure_live(connection)
            left = self.generations.unfinished(connection)
            if left is not None:
                return left
            self.generations.sweep(connection, begun=True)
            connection.execute(f"DELETE FROM {self.server.schema}.changed")
            return self.generations.create(connection)

    def _fill(self, connection: Connection, target: int, records: Iterable[Record]) -> None:
        """Take in what is not there yet, a batch at a time, so that little is lost when it is interrupted."""
        with connection.transaction():
            self.generations.enter(connection, target)
            held: set[Key] = set(connection.execute("SELECT source, key FROM record"))
        seen: set[Key] = set()
        for batch in _batches(_missing(records, held, seen)):
            with connection.transaction():
                self.generations.enter(connection, target)
                add(connection, batch)
        with connection.transaction():
            self.generations.enter(connection, target)
            drop(connection, numbers_of(connection, held - seen))
            connection.execute(INDEXES)
            connection.execute(COUNT_ALL_WORDS)
            connection.execute("ANALYZE record, vector, piece, term, profile, word, grp")

    def _copy_changes(self, connection: Connection, target: int) -> None:
        live = self.generations.ensure_live(connection)
        changed = self.generations.changed(connection)
        for place in range(0, len(changed), AT_ONCE):
            part = changed[place : place + AT_ONCE]
            self.generations.enter(connection, live)
            copied = stored(connection, part)
            self.generations.enter(connection, target)
            replace(connection, {key: copied.get(key) for key in part})


def _missing(records: Iterable[Record], held: Collection[Key], seen: set[Key]) -> Iterator[Record]:
    """Those that are not held yet, each key once; `seen` takes up the keys of all."""
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
        cost += RECORD_COST + len(record.pieces)
        if cost >= BATCH_PIECES:
            yield batch
            batch, cost = [], 0
    if batch:
        yield batch


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return row[0] if row else 0

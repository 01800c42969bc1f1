"""The embedded default engine, on SQLite FTS5."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from sqlite3 import Connection, DatabaseError

from search.engines.sqlite.errors import translated_errors
from search.engines.sqlite.executor import QueryExecutor
from search.engines.sqlite.index_files import QUICK_CHECK, IndexConnection, IndexFiles
from search.engines.sqlite.indexer import add, remove, stored_record
from search.engines.sqlite.matching import count_many
from search.language import ANALYSER_VERSION
from search.types import EngineUnavailable, IndexBroken, IndexMissing, IndexStatus, PageHit, Query, Record, Result
from search.vocabulary import InMemoryVocabulary

BATCH = 200  # records in one transaction while an index is built
NO_INDEX = "there is no index"


class SqliteEngine:
    """Implements `search.types.Engine`. Threads and processes may search concurrently; writers wait for each other."""

    name = "sqlite"

    def __init__(self, path: str) -> None:
        self.files = IndexFiles(path)
        self._words: tuple[tuple[Path, int] | None, InMemoryVocabulary] = (None, InMemoryVocabulary(()))
        self._lock = threading.Lock()

    # --- searching

    def search(self, query: Query) -> Result:
        with self._index() as connection:
            return QueryExecutor(connection, query, facets=True).result()

    def iter_pages(self, query: Query, start: int = 0, stop: int | None = None) -> Iterator[PageHit]:
        """Uses its own connection, as the stream may outlive other queries of its thread."""
        if query.analysed.empty:
            return
        with translated_errors():
            connection = self.files.connect()
            if connection is None:
                raise IndexMissing(NO_INDEX)
            with closing(connection):
                yield from QueryExecutor(connection, query).stream(start, stop)

    def count_many(self, queries: Sequence[Query]) -> list[tuple[int, int]]:
        with self._index() as connection:
            return count_many(connection, queries)

    def has_at_least(self, query: Query, pages: int) -> bool:
        with self._index() as connection:
            return not query.analysed.empty and QueryExecutor(connection, query).has_at_least(pages)

    def vocabulary(self) -> InMemoryVocabulary:
        """Cached per state of the index; changes are seen at the next call."""
        with self._index() as connection, self._lock:
            state = (self.files.live() or Path(), _value(connection, "writes"))
            if self._words[0] != state:
                self._words = (state, InMemoryVocabulary(connection.execute("SELECT word, chunks FROM word")))
            return self._words[1]

    def exists(self) -> bool:
        with self._files_read():
            connection = self.files.read_connection()
            return connection is not None and _is_filled(connection)

    def status(self) -> IndexStatus:
        """Reads the whole file, to know that it can be read."""
        with self._files_read():
            connection = self.files.read_connection()
            if connection is None or not _is_filled(connection):
                return IndexStatus(self.name, 0, missing=True)
            if connection.execute(QUICK_CHECK).fetchone() != ("ok",):
                raise IndexBroken("the integrity check found damage")
            return self._status(connection)

    def _status(self, connection: Connection) -> IndexStatus:
        records = connection.execute("SELECT count(*) FROM record").fetchone()[0]
        chunks = connection.execute("SELECT count(*) FROM chunk").fetchone()[0]
        built = datetime.fromtimestamp(seconds, UTC) if (seconds := _value(connection, "built")) else None
        analyser = _value(connection, "analyser")
        return IndexStatus(
            self.name,
            analyser,
            records,
            chunks,
            self.files.size(),
            built=built,
            building=self._records_building(connection),
        )

    def keys(self, source: str) -> set[str]:
        with self._files_read():
            connection = self.files.read_connection()
            if connection is None:
                return set()
            return {key for (key,) in connection.execute("SELECT key FROM record WHERE source = ?", (source,))}

    @contextmanager
    def _index(self) -> Iterator[IndexConnection]:
        """This thread's connection to the live version.

        Raises:
            EngineUnavailable: There is none, or it cannot be read.
        """
        with self._files_read():
            connection = self.files.read_connection()
            if connection is None or not _is_filled(connection):
                raise IndexMissing(NO_INDEX)
            yield connection

    @contextmanager
    def _files_read(self) -> Iterator[None]:
        """Translates errors; after one, the files are opened anew by the next call."""
        try:
            with translated_errors():
                yield
        except EngineUnavailable:
            self.files.forget()
            raise

    def _records_building(self, live: Connection) -> int:
        """Number of records in the version that is being built."""
        target = self._unfinished(live)
        if target is None:
            return 0
        with closing(self.files.open(target)) as connection:
            count: int = connection.execute("SELECT count(*) FROM record").fetchone()[0]
            return count

    # --- indexing

    def write(self, records: Iterable[Record]) -> None:
        with translated_errors(), self.files.locked("write"), closing(self._live_for_writing()) as connection:
            same = _value(connection, "analyser") == ANALYSER_VERSION
            with _transaction(connection):
                for record in records:
                    remove(connection, record.source, record.key, same_analyser=same)
                    add(connection, record)
                    _log_change(connection, record.source, record.key)

    def delete(self, source: str, keys: Collection[str]) -> None:
        with translated_errors(), self.files.locked("write"), closing(self._live_for_writing()) as connection:
            same = _value(connection, "analyser") == ANALYSER_VERSION
            with _transaction(connection):
                for key in keys:
                    remove(connection, source, key, same_analyser=same)
                    _log_change(connection, source, key)

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build beside the live version; changes logged meanwhile are copied before the swap.

        A live version that cannot be read is removed first: searches have failed since it broke.
        """
        with translated_errors(), self.files.locked("rebuild"):
            with self.files.locked("write"):
                self.files.discard_broken()
            target = self._begin()
            with closing(self.files.open(target)) as connection:
                _index_missing(connection, records)
            with self.files.locked("write"):
                self._copy_changes(target)
                self.files.put_live(target)

    def _begin(self) -> Path:
        """The version of an interrupted rebuild, or an empty one; changes are logged from then on."""
        with self.files.locked("write"), closing(self._live_for_writing()) as live:
            left = self._unfinished(live)
            if left:
                return left
            live.execute("DELETE FROM changed")
            live.execute("REPLACE INTO meta VALUES ('rebuilding', 1)")
            return self.files.create(ANALYSER_VERSION)

    def _unfinished(self, live: Connection) -> Path | None:
        """An index version begun by this analyser; the live one has logged the changes since."""
        if not _value(live, "rebuilding"):
            return None
        for target in self.files.beside():
            with suppress(DatabaseError), closing(self.files.open(target)) as connection:
                if _value(connection, "analyser") == ANALYSER_VERSION and self.files.is_intact(target):
                    return target
        return None

    def _copy_changes(self, target: Path) -> None:
        with closing(self._live_for_writing()) as live, closing(self.files.open(target)) as new, _transaction(new):
            for source, key in live.execute("SELECT source, key FROM changed").fetchall():
                remove(new, source, key, same_analyser=True)
                record = stored_record(live, source, key)
                if record is not None:
                    add(new, record)

    def _live_for_writing(self) -> Connection:
        """A connection to the live version, created when there is none."""
        target = self.files.live()
        if target is None:
            target = self.files.create(ANALYSER_VERSION)
            self.files.put_live(target)
        return self.files.open(target)


def _index_missing(connection: Connection, records: Iterable[Record]) -> None:
    """Index the missing records in batches, so that an interrupted rebuild loses little."""
    held = set(connection.execute("SELECT source, key FROM record"))
    seen: set[tuple[str, str]] = set()

    def missing() -> Iterator[Record]:
        for record in records:
            name = (record.source, record.key)
            if name not in held and name not in seen:
                yield record
            seen.add(name)

    fresh = missing()
    while batch := list(islice(fresh, BATCH)):
        with _transaction(connection):
            for record in batch:
                add(connection, record)
    with _transaction(connection):
        for source, key in held - seen:
            remove(connection, source, key, same_analyser=True)
    connection.execute("INSERT INTO passages(passages) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.execute("REPLACE INTO meta VALUES ('built', ?)", (int(time.time()),))


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    """A transaction that also marks the vocabulary as changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'writes'")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _log_change(connection: Connection, source: str, key: str) -> None:
    """While another version is being built, log the keys that it must copy."""
    if _value(connection, "rebuilding"):
        connection.execute("INSERT OR IGNORE INTO changed VALUES (?, ?)", (source, key))


def _is_filled(connection: Connection) -> bool:
    """Whether an index has been built or written to; one that a first rebuild only logs changes in has not."""
    return bool(_value(connection, "built") or _value(connection, "writes"))


def _value(connection: Connection, name: str) -> int:
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return found[0] if found else 0

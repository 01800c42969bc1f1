"""The engine of the embedded default: finds, counts and keeps an index in SQLite's FTS5."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection

from search.engines.sqlite.asking import Asking
from search.engines.sqlite.files import IndexFiles
from search.engines.sqlite.writing import add, remove, stored_record
from search.language import ANALYSER_VERSION
from search.types import IndexStatus, PageHit, Query, Record, Result
from search.vocabulary import Words

BATCH = 200  # records in one transaction while an index is built


class SqliteEngine:
    """See `search.types.Engine`. Threads and processes may search at once; those who write wait for each other."""

    name = "sqlite"

    def __init__(self, path: str) -> None:
        self.files = IndexFiles(path)
        self._words: tuple[tuple[Path, int] | None, Words] = (None, Words(()))
        self._lock = threading.Lock()

    # --- asking

    def search(self, query: Query) -> Result:
        connection = self.files.reading()
        if connection is None:
            return Result((), 0, 0, 0, {name: {} for name in query.facets})
        return Asking(connection, query, facets=True).result()

    def pages(self, query: Query) -> Iterator[PageHit]:
        """Over a connection of its own, as the stream may outlive other queries of its thread."""
        connection = None if query.reading.empty else self.files.connect()
        if connection is not None:
            with closing(connection):
                yield from Asking(connection, query).stream()

    def count(self, query: Query) -> tuple[int, int]:
        connection = self.files.reading()
        if connection is None or query.reading.empty:
            return 0, 0
        return Asking(connection, query).count()

    def reaches(self, query: Query, pages: int) -> bool:
        connection = self.files.reading()
        if connection is None or query.reading.empty:
            return False
        return Asking(connection, query).reaches(pages)

    def words(self) -> Words:
        """Read once for each state of the index; writes that change the words are seen at the next call."""
        connection = self.files.reading()
        if connection is None:
            return Words(())
        state = (self.files.live() or Path(), _value(connection, "writes"))
        with self._lock:
            if self._words[0] != state:
                self._words = (state, Words(connection.execute("SELECT word, pieces FROM word")))
            return self._words[1]

    def status(self) -> IndexStatus:
        connection = self.files.reading()
        if connection is None:
            return IndexStatus(self.name, 0, missing=True)
        records = connection.execute("SELECT count(*) FROM record").fetchone()[0]
        pieces = connection.execute("SELECT count(*) FROM piece").fetchone()[0]
        return IndexStatus(self.name, _value(connection, "analyser"), records, pieces, self.files.size())

    # --- keeping

    def write(self, records: Iterable[Record]) -> None:
        with self.files.locked("write"), closing(self._live_for_writing()) as connection:
            same = _value(connection, "analyser") == ANALYSER_VERSION
            with _transaction(connection):
                for record in records:
                    remove(connection, record.source, record.key, same_analyser=same)
                    add(connection, record)
                    _note_change(connection, record.source, record.key)

    def forget(self, source: str, keys: Collection[str]) -> None:
        with self.files.locked("write"), closing(self._live_for_writing()) as connection:
            same = _value(connection, "analyser") == ANALYSER_VERSION
            with _transaction(connection):
                for key in keys:
                    remove(connection, source, key, same_analyser=same)
                    _note_change(connection, source, key)

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build beside the live generation; what is written to that meanwhile is noted and copied before the swap."""
        with self.files.locked("rebuild"):
            with self.files.locked("write"), closing(self._live_for_writing()) as live, _transaction(live):
                live.execute("DELETE FROM changed")
                live.execute("REPLACE INTO meta VALUES ('rebuilding', 1)")
            target = self.files.create(ANALYSER_VERSION)
            try:
                self._fill(target, records)
                with self.files.locked("write"):
                    self._copy_changes(target)
                    self.files.put_live(target)
            except BaseException:
                for file in target.parent.glob(f"{target.name}*"):
                    with suppress(FileNotFoundError):
                        file.unlink()
                raise

    def _fill(self, target: Path, records: Iterable[Record]) -> None:
        with closing(self.files.open(target)) as connection:
            connection.execute("BEGIN")
            for number, record in enumerate(records, start=1):
                remove(connection, record.source, record.key, same_analyser=True)
                add(connection, record)
                if number % BATCH == 0:
                    connection.execute("COMMIT")
                    connection.execute("BEGIN")
            connection.execute("COMMIT")
            connection.execute("INSERT INTO passages(passages) VALUES ('optimize')")
            connection.execute("ANALYZE")

    def _copy_changes(self, target: Path) -> None:
        with closing(self._live_for_writing()) as live, closing(self.files.open(target)) as new, _transaction(new):
            for source, key in live.execute("SELECT source, key FROM changed").fetchall():
                remove(new, source, key, same_analyser=True)
                record = stored_record(live, source, key)
                if record is not None:
                    add(new, record)

    def _live_for_writing(self) -> Connection:
        """A connection to the live generation, which is made when there is none."""
        target = self.files.live()
        if target is None:
            target = self.files.create(ANALYSER_VERSION)
            self.files.put_live(target)
        return self.files.open(target)


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    """All or nothing, with a mark that the words may have changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'writes'")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _note_change(connection: Connection, source: str, key: str) -> None:
    """While another generation is being built, remember what it has to take over."""
    if _value(connection, "rebuilding"):
        connection.execute("INSERT OR IGNORE INTO changed VALUES (?, ?)", (source, key))


def _value(connection: Connection, name: str) -> int:
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return found[0] if found else 0

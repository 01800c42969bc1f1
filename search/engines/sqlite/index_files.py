"""The files of an index: one per version, a symlink to the live one, and locks for writers."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

FORMAT = 2  # of the tables below; files of another format are ignored and replaced by the next rebuild
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, key TEXT NOT NULL, grp INTEGER NOT NULL,
    title TEXT NOT NULL, ord TEXT NOT NULL, UNIQUE (source, key)
);
CREATE INDEX record_by_group ON record (grp);
CREATE TABLE grp (id INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (source, name));
CREATE TABLE term (
    name TEXT NOT NULL, value TEXT NOT NULL, record INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL
);
CREATE INDEX term_by_value ON term (name, value, first, last, record);
CREATE INDEX term_by_record ON term (record, name, value, first, last);
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY, position INTEGER NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL
);
CREATE TABLE word (word TEXT PRIMARY KEY, chunks INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE changed (source TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID;
CREATE VIRTUAL TABLE passages USING fts5 (
    title, heading, stems, parts, exact, content='', tokenize="ascii tokenchars '=+:/-.'''"
);
CREATE VIRTUAL TABLE titles USING fts5 (words, content='', tokenize="ascii tokenchars '=+:/-.'''");
"""
SETTINGS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "temp_store = MEMORY",
    "secure_delete = ON",  # redacted text is overwritten, not only unlinked
    "cache_size = -64000",
    "mmap_size = 0",  # a mapped file that somebody truncates kills its readers by SIGBUS
)

QUICK_CHECK = "PRAGMA quick_check(1)"


class IndexConnection(sqlite3.Connection):
    """A connection that remembers the filters of its temporary table of records."""

    picked: object = None


class IndexFiles:
    """The files behind one URL. `path` is a symlink to the live version, so a swap is one rename."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._formats: dict[Path, int] = {}
        self._local = threading.local()

    def live(self) -> Path | None:
        """The file of the live version; None while there is no index, or one of another format.

        Raises:
            sqlite3.DatabaseError: It is no database.
        """
        while True:
            target = Path(os.path.realpath(self.path))
            try:
                if target.exists() and self._format(target) == FORMAT:
                    return target
            except sqlite3.DatabaseError:
                if target.exists() and target == Path(os.path.realpath(self.path)):
                    raise
            if target == Path(os.path.realpath(self.path)):  # else it was replaced between the two calls
                return None

    def read_connection(self) -> IndexConnection | None:
        """This thread's connection to the live version, reopened after a swap; None while there is no index."""
        target = self.live()
        if getattr(self._local, "target", None) != target:
            self._close_local()
            self._local.connection, self._local.target = self.connect(), target
        return self._local.connection if target else None

    def connect(self) -> IndexConnection | None:
        """A connection of its own to the live index version; None while there is no index."""
        while target := self.live():
            try:
                return self.open(target)
            except sqlite3.OperationalError:
                if target == self.live():  # else it was removed just now
                    raise
        return None

    def open(self, target: Path) -> IndexConnection:
        """Open an existing version; never creates a file."""
        connection = sqlite3.connect(
            f"{target.as_uri()}?mode=rw", uri=True, timeout=20, isolation_level=None, factory=IndexConnection
        )
        try:
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def create(self, analyser: int) -> Path:
        """An empty index version beside the others, not yet live."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        target = self.path.with_name(f"{self.path.stem}-{time.time_ns()}-{os.getpid()}{self.path.suffix}")
        target.touch()
        with closing(self.open(target)) as connection:
            connection.executescript(f"PRAGMA user_version = {FORMAT}; {SCHEMA}")
            connection.execute("INSERT INTO meta VALUES ('analyser', ?), ('writes', 0)", (analyser,))
        return target

    def beside(self) -> list[Path]:
        """Versions that are not live, the newest first."""
        live = self.live()
        found = self.path.parent.glob(f"{self.path.stem}-*{self.path.suffix}")
        return sorted((each for each in found if each != live and not each.is_symlink()), reverse=True)

    def discard_broken(self) -> None:
        """Remove a live version that cannot be read, or not to its end, and what links to nothing."""
        self.forget()
        with suppress(sqlite3.DatabaseError):
            live = self.live()
            if live is not None and self.is_intact(live):
                return
        self._discard_live()

    def is_intact(self, target: Path) -> bool:
        """Whether a version can be read from its first page to its last."""
        with suppress(sqlite3.DatabaseError), closing(self.open(target)) as connection:
            return bool(connection.execute(QUICK_CHECK).fetchone() == ("ok",))
        return False

    def _discard_live(self) -> None:
        target = Path(os.path.realpath(self.path))
        self.path.unlink(missing_ok=True)
        for each in target.parent.glob(f"{target.name}*"):
            each.unlink(missing_ok=True)

    def put_live(self, target: Path) -> None:
        """Point the link at this version and remove the others; open readers keep their files."""
        link = target.with_suffix(".link")
        link.unlink(missing_ok=True)  # of a swap that was interrupted just here
        link.symlink_to(target.name)
        link.replace(self.path)
        for old in self.path.parent.glob(f"{self.path.stem}-*"):
            if not old.name.startswith(target.stem):
                with suppress(FileNotFoundError):
                    old.unlink()

    @contextmanager
    def locked(self, purpose: str) -> Iterator[None]:
        """Hold an inter-process lock: `write` for changes, `rebuild` for rebuilds."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.stem}.{purpose}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def size(self) -> int:
        """Bytes on disk, write-ahead log included."""
        target = self.live()
        return sum(file.stat().st_size for file in target.parent.glob(f"{target.name}*")) if target else 0

    def _format(self, target: Path) -> int:
        """The format of a file; 0 when it is empty."""
        if target not in self._formats:
            with closing(self.open(target)) as connection:
                self._formats[target] = connection.execute("PRAGMA user_version").fetchone()[0]
        return self._formats[target]

    def forget(self) -> None:
        """Close this thread's connection and forget what is known of the files: they have changed under it."""
        self._close_local()
        self._local.connection = self._local.target = None
        self._formats.clear()

    def _close_local(self) -> None:
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()

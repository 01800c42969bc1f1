"""Connections to the server, and the index version that a transaction reads."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import IsolationLevel
from psycopg.errors import InsufficientPrivilege, InvalidSchemaName, UndefinedTable

from search.engines.postgresql.connection_url import ConnectionURL
from search.engines.postgresql.schema import TABLE_NAMES
from search.types import EngineUnavailable, IndexBroken, IndexMissing

Connection = psycopg.Connection[Any]

# The planner cannot estimate the rows of a many-word expression, so it is told to use the indexes;
# JIT compilation takes longer than any of the statements runs.
READ_OPTIONS = "-c jit=off -c enable_seqscan=off -c max_parallel_workers_per_gather=0 -c work_mem=64MB"
WRITE_OPTIONS = "-c jit=off -c maintenance_work_mem=256MB -c work_mem=64MB"
POOL_SIZE = 8  # pooled connections
TRIES = 20  # of finding a version that is not being replaced just now
LIVE = """
SELECT number, built IS NOT NULL, pg_advisory_xact_lock_shared(hashtextextended(%(schema)s || '_' || number, 0)),
       set_config('search_path', format('%%I, %%I', %(schema)s || '_' || number, %(schema)s), true)
FROM {schema}.index_version WHERE live
"""


class PostgresqlServer:
    """A database and the engine's schemas in it. Thread-safe; creating one opens no connection."""

    def __init__(self, url: ConnectionURL) -> None:
        self.url = url
        self.schema = url.schema
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def index(self) -> Iterator[tuple[Connection, int]]:
        """A read transaction on the live version, with its number.

        Raises:
            EngineUnavailable: There is none, or it or the server cannot be read, or not in time.
        """
        with self.snapshot() as live:
            if live is None:
                raise IndexMissing("there is no index")
            yield live

    @contextmanager
    def snapshot(self) -> Iterator[tuple[Connection, int] | None]:
        """As `index`; None without one."""
        with translated_errors():
            connection, number = self._begin()
            try:
                yield (connection, number) if number else None
                connection.rollback()
            except BaseException:
                connection.close()
                raise
            self._release(connection)

    @contextmanager
    def write_connection(self) -> Iterator[Connection]:
        """A new connection in autocommit mode, for changes."""
        with translated_errors(), self._connect(WRITE_OPTIONS) as connection:
            connection.autocommit = True
            yield connection

    def lock(self, connection: Connection, purpose: str) -> None:
        """Hold an advisory lock to the end of the transaction: `write` for changes."""
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (self._number_of(purpose),))

    @contextmanager
    def locked(self, connection: Connection, purpose: str) -> Iterator[None]:
        """Hold an advisory lock across transactions; the server releases it when the connection is lost."""
        connection.execute("SELECT pg_advisory_lock(%s)", (self._number_of(purpose),))
        try:
            yield
        finally:
            if not connection.closed:
                connection.execute("SELECT pg_advisory_unlock(%s)", (self._number_of(purpose),))

    def _begin(self) -> tuple[Connection, int]:
        """A transaction on a working connection, and the number of the version it reads; 0 for none.

        Raises:
            IndexBroken: The version that is said to be live has lost tables.
        """
        for _try in range(TRIES):
            connection, pooled = self._acquire()
            try:
                number = self._read_live(connection)
            except psycopg.OperationalError:
                connection.close()
                if not pooled:
                    raise
                continue  # the server was restarted since this one was pooled
            if number is not None:
                return connection, number
            self._release(connection)
        raise IndexBroken("the live version has lost tables")

    def _read_live(self, connection: Connection) -> int | None:
        """The live version; 0 for none that was built or written to, None when it was swapped before it was locked."""
        try:
            row = connection.execute(LIVE.format(schema=self.schema), {"schema": self.schema}).fetchone()
        except (UndefinedTable, InvalidSchemaName):
            connection.rollback()
            return 0
        if row is None:
            return 0
        if not has_tables(connection):
            connection.rollback()
            return None
        number: int = row[0]
        return number if row[1] or is_written(connection) else 0

    def _acquire(self) -> tuple[Connection, bool]:
        """A connection, and whether it came from the pool."""
        with self._lock:
            if self._idle:
                return self._idle.pop(), True
        milliseconds = int(self.url.timeout * 1000)
        connection = self._connect(f"{READ_OPTIONS} -c statement_timeout={milliseconds}")
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return connection, False

    def _release(self, connection: Connection) -> None:
        with self._lock:
            if len(self._idle) < POOL_SIZE:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self, options: str) -> Connection:
        return psycopg.connect(
            self.url.server,
            options=options,
            application_name=self.schema,
            connect_timeout=max(2, int(self.url.timeout)),
            prepare_threshold=None,  # a prepared statement would be planned without looking at the words
        )

    def _number_of(self, purpose: str) -> int:
        digest = hashlib.blake2b(f"{self.schema} {purpose}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, signed=True)


def has_tables(connection: Connection) -> bool:
    """Whether the version on the search path has all of its tables."""
    row = connection.execute(
        "SELECT count(*) FROM unnest(%s::text[]) AS name"
        " WHERE to_regclass(quote_ident(current_schema()) || '.' || name) IS NOT NULL",
        (list(TABLE_NAMES),),
    ).fetchone()
    return row == (len(TABLE_NAMES),)


def is_written(connection: Connection) -> bool:
    return connection.execute("SELECT 1 FROM meta WHERE name = 'writes' AND value > 0").fetchone() is not None


@contextmanager
def translated_errors() -> Iterator[None]:
    """Translate what is wrong with the server, its disk, its permissions or the tables to `EngineUnavailable`."""
    try:
        yield
    except (UndefinedTable, InvalidSchemaName) as error:
        raise IndexBroken(str(error).strip()) from error
    except (
        psycopg.OperationalError,
        psycopg.InterfaceError,
        psycopg.InternalError,  # such as a page that cannot be read
        InsufficientPrivilege,
    ) as error:
        raise EngineUnavailable(str(error).strip()) from error

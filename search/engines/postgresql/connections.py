"""Connections to the server, and which generation of the index a transaction sees."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import IsolationLevel
from psycopg.errors import InvalidSchemaName, UndefinedTable

from search.engines.postgresql.connection_url import Address
from search.types import EngineAway

Connection = psycopg.Connection[Any]

# Statistics say little of how many rows an expression of many words finds, so the planner is told to use the indexes;
# compiling a statement takes longer than any of them runs.
READING = "-c jit=off -c enable_seqscan=off -c max_parallel_workers_per_gather=0 -c work_mem=64MB"
WRITING = "-c jit=off -c maintenance_work_mem=256MB -c work_mem=64MB"
IDLE = 8  # connections kept for the next question
LIVE = """
SELECT number, pg_advisory_xact_lock_shared(hashtextextended(%(schema)s || '_' || number, 0)),
       set_config('search_path', format('%%I, %%I', %(schema)s || '_' || number, %(schema)s), true)
FROM {schema}.generation WHERE live
"""


class Server:
    """A database and the engine's place in it. Making one connects to nothing; threads may share it."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.schema = address.schema
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[tuple[Connection, int] | None]:
        """One state of the live generation, with its number, whatever is written or swapped; None without an index.

        Raises:
            EngineAway: The server does not answer, or not in time.
        """
        with reached():
            connection, number = self._begin()
            try:
                yield (connection, number) if number else None
                connection.rollback()
            except BaseException:
                connection.close()
                raise
            self._keep(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection of its own, for changes; statements outside a transaction count at once."""
        with reached(), self._connect(WRITING) as connection:
            connection.autocommit = True
            yield connection

    def lock(self, connection: Connection, purpose: str) -> None:
        """Hold, to the end of the transaction, a lock that other processes respect: `write` for changes."""
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (self._number_of(purpose),))

    @contextmanager
    def locked(self, connection: Connection, purpose: str) -> Iterator[None]:
        """The same across transactions; the server lets go of it when the connection is lost."""
        connection.execute("SELECT pg_advisory_lock(%s)", (self._number_of(purpose),))
        try:
            yield
        finally:
            if not connection.closed:
                connection.execute("SELECT pg_advisory_unlock(%s)", (self._number_of(purpose),))

    def _begin(self) -> tuple[Connection, int]:
        """A transaction on a connection that works, and the number of the generation that it sees; 0 for none."""
        while True:
            connection, kept = self._take()
            try:
                number = self._see_live(connection)
            except psycopg.OperationalError:
                connection.close()
                if not kept:
                    raise
                continue  # the server was started anew since this one was kept
            if number is not None:
                return connection, number
            self._keep(connection)

    def _see_live(self, connection: Connection) -> int | None:
        """None when it was swapped away between the look and the lock."""
        try:
            row = connection.execute(LIVE.format(schema=self.schema), {"schema": self.schema}).fetchone()
        except (UndefinedTable, InvalidSchemaName):
            connection.rollback()
            return 0
        if row is None:
            return 0
        if connection.execute("SELECT to_regclass('vector')").fetchone() == (None,):
            connection.rollback()
            return None
        number: int = row[0]
        return number

    def _take(self) -> tuple[Connection, bool]:
        """A connection, and whether it was kept from before."""
        with self._lock:
            if self._idle:
                return self._idle.pop(), True
        milliseconds = int(self.address.timeout * 1000)
        connection = self._connect(f"{READING} -c statement_timeout={milliseconds}")
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return connection, False

    def _keep(self, connection: Connection) -> None:
        with self._lock:
            if len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self, options: str) -> Connection:
        return psycopg.connect(
            self.address.server,
            options=options,
            application_name=self.schema,
            connect_timeout=max(2, int(self.address.timeout)),
            prepare_threshold=None,  # a prepared statement would be planned without looking at the words
        )

    def _number_of(self, purpose: str) -> int:
        digest = hashlib.blake2b(f"{self.schema} {purpose}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, signed=True)


@contextmanager
def reached() -> Iterator[None]:
    """Let what means "the server cannot answer now" be an EngineAway."""
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise EngineAway(str(error).strip()) from error

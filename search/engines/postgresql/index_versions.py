"""The index versions: each has tables in a schema of its own; one of them is live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from search.engines.postgresql.connections import Connection, PostgresqlServer, has_tables
from search.engines.postgresql.schema import BASE, INDEXES, TABLES
from search.language import ANALYSER_VERSION

Key = tuple[str, str]


class IndexVersions:
    """Lists, creates and swaps index versions. Callers hold the `write` lock for changes."""

    def __init__(self, server: PostgresqlServer) -> None:
        self.server = server
        self.schema = server.schema

    def ensure_live(self, connection: Connection) -> int:
        """The number of the live version, created when there is none."""
        connection.execute(BASE.format(schema=self.schema))
        live = self.live(connection)
        if live is None:
            live = self.create(connection)
            self.use(connection, live)
            connection.execute(INDEXES)
            connection.execute(f"UPDATE {self.schema}.index_version SET live = true WHERE number = %s", (live,))
        return live

    def drop_broken(self, connection: Connection) -> None:
        """Drop every version when one has lost tables, and the log of changes, which names what stood there."""
        connection.execute(BASE.format(schema=self.schema))
        rows = connection.execute(f"SELECT number FROM {self.schema}.index_version").fetchall()
        if all(self._is_whole(connection, number) for (number,) in rows):
            return
        for (number,) in rows:
            connection.execute(f"DROP SCHEMA IF EXISTS {self.name(number)} CASCADE")
        connection.execute(f"DELETE FROM {self.schema}.index_version")

    def _is_whole(self, connection: Connection, number: int) -> bool:
        self.use(connection, number)
        return has_tables(connection)

    def live(self, connection: Connection) -> int | None:
        row = connection.execute(f"SELECT number FROM {self.schema}.index_version WHERE live").fetchone()
        return row[0] if row else None

    def about(self, connection: Connection, number: int) -> tuple[int, datetime | None]:
        """The analyser version and the time of the swap."""
        sql = f"SELECT analyser, built FROM {self.schema}.index_version WHERE number = %s"
        row = connection.execute(sql, (number,)).fetchone()
        return row or (0, None)

    def unfinished(self, connection: Connection) -> int | None:
        """A index version begun by this analyser that is not in place yet."""
        sql = f"""SELECT number FROM {self.schema}.index_version WHERE analyser = %s
                  AND number > (SELECT number FROM {self.schema}.index_version WHERE live)"""
        row = connection.execute(sql, (ANALYSER_VERSION,)).fetchone()
        return row[0] if row else None

    def create(self, connection: Connection) -> int:
        """Create an empty version, without the indexes that are built when it is full."""
        sql = f"INSERT INTO {self.schema}.index_version (analyser) VALUES (%s) RETURNING number"
        row = connection.execute(sql, (ANALYSER_VERSION,)).fetchone()
        assert row is not None
        connection.execute(f"DROP SCHEMA IF EXISTS {self.name(row[0])} CASCADE")  # of a list of versions that was lost
        connection.execute(TABLES.format(schema=self.name(row[0])))
        number: int = row[0]
        return number

    def use(self, connection: Connection, number: int) -> None:
        """Set the search path to this version for the rest of the transaction."""
        connection.execute(f"SET LOCAL search_path = {self.name(number)}, {self.schema}")

    def put_live(self, connection: Connection, number: int) -> None:
        """Make this version live when the transaction commits."""
        connection.execute(f"DELETE FROM {self.schema}.changed")
        connection.execute(
            f"UPDATE {self.schema}.index_version SET live = number = %(number)s,"
            " built = CASE WHEN number = %(number)s THEN now() ELSE built END",
            {"number": number},
        )

    def sweep(self, connection: Connection, *, begun: bool = False) -> None:
        """Drop replaced versions that nobody reads; with `begun` unfinished ones too."""
        later = "" if begun else f" AND number < (SELECT number FROM {self.schema}.index_version WHERE live)"
        sql = f"SELECT number FROM {self.schema}.index_version WHERE NOT live{later}"
        for (number,) in connection.execute(sql).fetchall():
            free = connection.execute(
                "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", (self.name(number),)
            ).fetchone()
            if free and free[0]:
                connection.execute(f"DROP SCHEMA IF EXISTS {self.name(number)} CASCADE")
                connection.execute(f"DELETE FROM {self.schema}.index_version WHERE number = %s", (number,))

    def log_changes(self, connection: Connection, keys: Sequence[Key]) -> None:
        """While another version is being built, log the keys that it must copy."""
        if self.unfinished(connection) is not None:
            values = [[key[place] for key in keys] for place in (0, 1)]
            connection.execute(
                f"""INSERT INTO {self.schema}.changed SELECT * FROM unnest(%s::text[], %s::text[])
                    ON CONFLICT DO NOTHING""",
                values,
            )

    def changed(self, connection: Connection) -> list[Key]:
        return connection.execute(f"SELECT source, key FROM {self.schema}.changed").fetchall()

    def name(self, number: int) -> str:
        return f"{self.schema}_{number}"

"""Dumps and loads the site's database with the tools of its maker."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}  # within a backup
SEARCH_SCHEMAS = "search*"  # made anew by rebuild_search
NO_ROLES = ("--no-owner", "--no-privileges")


def is_empty() -> bool:
    """Whether the database has no table of the site."""
    return not connection.introspection.table_names()


def dump(folder: Path) -> None:
    """Write the state of one moment to a file, while the site goes on.

    Raises:
        FileNotFoundError: pg_dump is not installed.
        subprocess.CalledProcessError: pg_dump failed; it has said why on stderr.
    """
    path = folder / NAMES[connection.vendor]
    if connection.vendor == "postgresql":
        run_tool("pg_dump", "--format=custom", f"--exclude-schema={SEARCH_SCHEMAS}", *NO_ROLES, f"--file={path}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it


def load(folder: Path) -> None:
    """Fill an empty database from what `dump` wrote; all of it or, on PostgreSQL, nothing.

    Raises:
        FileNotFoundError: The dump is of another kind of database, or pg_restore is not installed.
        subprocess.CalledProcessError: pg_restore failed; it has said why on stderr.
    """
    path = folder / NAMES[connection.vendor]
    if not path.exists():
        raise FileNotFoundError(path)
    if connection.vendor == "postgresql":
        run_tool("pg_restore", "--single-transaction", "--exit-on-error", *NO_ROLES, str(path))
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as original:
        original.backup(connection.connection)
    connection.close()


def run_tool(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the site's database. The password goes by the environment, which no one lists."""
    (_psql, *place, name), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *place, f"--dbname={name}", *arguments]
    subprocess.run(command, env={**os.environ, **(environment or {})}, check=True)

"""Looks into a site's SQLite file from outside, and locks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.journeys.site import wait_until

SECONDS = 60
TASKS = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status {} AND task_path LIKE ?"
STATES = "SELECT state FROM library_plans_edition ORDER BY id"


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Nobody else can write in the context."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def column(database: Path, sql: str, *parameters: str) -> list[object]:
    """The first column of a query."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        return [row[0] for row in connection.execute(sql, parameters)]


def wait_until_running(database: Path, task: str) -> None:
    running = TASKS.format("= 'RUNNING'")
    wait_until(lambda: column(database, running, f"%{task}") == [1], SECONDS, f"{task} is running", 0.02)


def wait_until_done(database: Path) -> None:
    """Until no task waits, runs or has failed."""
    unfinished = TASKS.format("<> 'SUCCESSFUL'")
    wait_until(lambda: column(database, unfinished, "%") == [0], SECONDS, "every task has ended well")

"""Triggers that keep cases and their events as they are, whoever writes to the database.

They are made after every migration and not by one, because SQLite's schema editor makes tables anew and drops them.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

CASES, EVENTS = "submissions_submission", "submissions_submissionevent"
FROZEN = {CASES: ("number", "received_at"), EVENTS: None}  # columns; all of them where None
TIMES = ("received_at",)
MESSAGE = "Cases and their events are public records: they are neither changed nor deleted."

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_frozen_{event} BEFORE {event}{columns} ON {table} FOR EACH ROW {when}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION submissions_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_frozen_{event} BEFORE {event}{columns} ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION submissions_frozen()
"""


def make_triggers(using: str = "default", **signal: Any) -> None:
    """Make the triggers that are missing. Safe to run again."""
    connection = connections[using]
    on_server = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_server:
            cursor.execute(POSTGRESQL_FUNCTION.format(message=MESSAGE))
        for table, columns in FROZEN.items():
            for event in ("UPDATE", "DELETE"):
                named = columns if event == "UPDATE" else None
                cursor.execute(
                    (POSTGRESQL if on_server else SQLITE).format(
                        table=table,
                        event=event,
                        message=MESSAGE,
                        columns=f" OF {', '.join(named)}" if named else "",
                        when=changed(named, on_server),
                    )
                )


def changed(columns: tuple[str, ...] | None, on_server: bool) -> str:
    """The condition that one of the columns gets another value: saving a row names all of its columns.

    SQLite has times as text, with three decimals by its own clock and with six by Django: they are compared by three.
    """
    if not columns:
        return ""
    if on_server:
        return f"WHEN ({' OR '.join(f'OLD.{name} IS DISTINCT FROM NEW.{name}' for name in columns)})"
    normal = {name: "strftime('%Y-%m-%d %H:%M:%f', {})" if name in TIMES else "{}" for name in columns}
    pairs = [(normal[name].format(f"OLD.{name}"), normal[name].format(f"NEW.{name}")) for name in columns]
    return f"WHEN ({' OR '.join(f'{old} IS NOT {new}' for old, new in pairs)})"

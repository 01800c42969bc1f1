"""Wagtail's own search, which serves its admin only: the database backend, mended where it fails on SQLite.

A double quote in the middle of a word ended in an error, and without ANALYZE a search for a common word takes
seconds. What PostgreSQL lacks is an index, which `content.migrations` makes.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that Wagtail looks for
    """The backend for the site's database."""
    if connection.vendor != "sqlite":
        return database.SearchBackend(params)
    return sqlite_backend()(params)


def sqlite_backend() -> type:
    """Made when it is asked for: on other databases its module cannot be imported."""
    from modelsearch.backends.database.sqlite import sqlite  # noqa: PLC0415

    class Rebuilder(Analysing, sqlite.SQLiteSearchRebuilder):
        pass

    class AtomicRebuilder(Analysing, sqlite.SQLiteSearchAtomicRebuilder):
        pass

    class Backend(WithoutQuotes, sqlite.SQLiteSearchBackend):
        rebuilder_class = Rebuilder
        atomic_rebuilder_class = AtomicRebuilder

    return Backend


class WithoutQuotes:
    """Takes double quotes out of what is asked for: FTS5 would see the end of a string in them."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        if isinstance(query, str):
            query = query.replace('"', " ").strip()
        return super()._search(query_compiler_class, query, model_or_queryset, **kwargs)  # type: ignore[misc]


class Analysing:
    """Tells SQLite how the words are spread once they are all there."""

    index: Any

    def finish(self) -> None:
        super().finish()  # type: ignore[misc]
        with self.index.write_connection.cursor() as cursor:
            cursor.execute("ANALYZE")

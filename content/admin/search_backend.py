"""Wagtail's database search backend, which serves its admin only, with two fixes for SQLite.

A double quote in the middle of a word raised an error, and without ANALYZE a search for a common word takes seconds.
The index that PostgreSQL lacks is created in `content.migrations`.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that Wagtail looks for
    """The backend for the site's database."""
    if connection.vendor != "sqlite":
        return database.SearchBackend(params)
    return sqlite_backend_class()(params)


def sqlite_backend_class() -> type:
    """The backend class for SQLite; its module cannot be imported on other databases."""
    from modelsearch.backends.database.sqlite import sqlite  # noqa: PLC0415

    class Rebuilder(AnalyzeAfterRebuildMixin, sqlite.SQLiteSearchRebuilder):
        pass

    class AtomicRebuilder(AnalyzeAfterRebuildMixin, sqlite.SQLiteSearchAtomicRebuilder):
        pass

    class Backend(StripQuotesMixin, sqlite.SQLiteSearchBackend):
        rebuilder_class = Rebuilder
        atomic_rebuilder_class = AtomicRebuilder

    return Backend


class StripQuotesMixin:
    """Removes double quotes from queries: FTS5 would read them as the end of a string."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        if isinstance(query, str):
            query = query.replace('"', " ").strip()
        return super()._search(query_compiler_class, query, model_or_queryset, **kwargs)  # type: ignore[misc]


class AnalyzeAfterRebuildMixin:
    """Runs ANALYZE after a rebuild, so that SQLite's query planner knows the distribution of words."""

    index: Any

    def finish(self) -> None:
        super().finish()  # type: ignore[misc]
        with self.index.write_connection.cursor() as cursor:
            cursor.execute("ANALYZE")

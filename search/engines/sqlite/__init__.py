"""The embedded engine: SQLite's FTS5 in a file of its own, beside the site's database."""

from search.engines.sqlite.engine import SqliteEngine

__all__ = ["SqliteEngine"]

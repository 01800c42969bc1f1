"""Reindexes editions that have changed."""

from __future__ import annotations

from collections.abc import Iterable

from search.indexing import refresh

SOURCE = "planer"  # the name of the plans among the sources of the search; stands in addresses


def refresh_editions(editions: Iterable[int]) -> None:
    """Reindex editions, by primary key, after commit."""
    refresh(SOURCE, [str(pk) for pk in editions])

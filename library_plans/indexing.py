"""Keeps the index in step with editions that have changed."""

from __future__ import annotations

from collections.abc import Iterable

from search.indexing import refresh, withdraw

SOURCE = "planer"  # the name of the plans among the sources of the search; stands in addresses


def refresh_editions(editions: Iterable[int]) -> None:
    """Have the worker index editions again, by primary key."""
    refresh(SOURCE, [str(pk) for pk in editions])


def withdraw_editions(editions: Iterable[int]) -> None:
    """Take editions out of the index at once, for text that must not be found while the worker indexes it again."""
    withdraw(SOURCE, [str(pk) for pk in editions])

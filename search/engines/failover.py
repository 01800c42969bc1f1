"""Failover: a second engine answers while the server of the first is unavailable."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from search.types import EngineUnavailable, PageHit, Query, Result, Searcher, Vocabulary

logger = logging.getLogger(__name__)

T = TypeVar("T")


class FailoverSearcher:
    """Implements `search.types.Searcher`. Both engines are indexed; the secondary is asked only on failure."""

    def __init__(self, primary: Searcher, secondary: Searcher) -> None:
        self.primary, self.secondary = primary, secondary
        self.name = primary.name

    def search(self, query: Query) -> Result:
        return self._with_failover(lambda engine: engine.search(query))

    def iter_pages(self, query: Query, start: int = 0, stop: int | None = None) -> Iterator[PageHit]:
        """From one engine only: if it fails in the middle of the stream the error is raised, so that no row is lost."""
        return self._with_failover(lambda engine: _started(engine.iter_pages(query, start, stop)))

    def count_many(self, queries: Sequence[Query]) -> list[tuple[int, int]]:
        return self._with_failover(lambda engine: engine.count_many(queries))

    def has_at_least(self, query: Query, pages: int) -> bool:
        return self._with_failover(lambda engine: engine.has_at_least(query, pages))

    def vocabulary(self) -> Vocabulary:
        return self._with_failover(lambda engine: engine.vocabulary())

    def _with_failover(self, ask: Callable[[Searcher], T]) -> T:
        try:
            return ask(self.primary)
        except EngineUnavailable as error:
            logger.warning("%s is unavailable, %s answers: %s", self.primary.name, self.secondary.name, error)
            return ask(self.secondary)


def _started(hits: Iterator[PageHit]) -> Iterator[PageHit]:
    """The same stream with its first item fetched, so that connection errors are raised here."""
    first = next(hits, None)
    return iter(()) if first is None else chain([first], hits)

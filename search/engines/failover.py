"""Two engines as one: the second answers while the server of the first is away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from search.types import EngineAway, PageHit, Query, Result, Searcher, Vocabulary

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class WithSpare:
    """See `search.types.Searcher`. Both indexes are kept; a question is put to the spare one only when it must."""

    def __init__(self, main: Searcher, spare: Searcher) -> None:
        self.main, self.spare = main, spare
        self.name = main.name

    def search(self, query: Query) -> Result:
        return self._first(lambda engine: engine.search(query))

    def pages(self, query: Query) -> Iterator[PageHit]:
        """From one engine only: one that goes away in the middle of its stream raises, for no row may get lost."""
        return self._first(lambda engine: _begun(engine.pages(query)))

    def count(self, query: Query) -> tuple[int, int]:
        return self._first(lambda engine: engine.count(query))

    def reaches(self, query: Query, pages: int) -> bool:
        return self._first(lambda engine: engine.reaches(query, pages))

    def words(self) -> Vocabulary:
        return self._first(lambda engine: engine.words())

    def _first(self, ask: Callable[[Searcher], Answer]) -> Answer:
        try:
            return ask(self.main)
        except EngineAway as error:
            logger.warning("%s is away, %s answers: %s", self.main.name, self.spare.name, error)
            return ask(self.spare)


def _begun(hits: Iterator[PageHit]) -> Iterator[PageHit]:
    """The same stream, of which the first has been fetched."""
    first = next(hits, None)
    return iter(()) if first is None else chain([first], hits)

"""The engines that the contract is tested on, and helpers to search them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from search.engines.memory import MemoryEngine
from search.engines.sqlite import SqliteEngine
from search.types import Engine, Record, Result
from tests.factories.search import query
from tests.services.indexes import elasticsearch_engine, postgresql_engine

ENGINES: dict[str, Callable[[Path], AbstractContextManager[Engine]]] = {
    "memory": lambda folder: nullcontext(MemoryEngine()),
    "sqlite": lambda folder: nullcontext(SqliteEngine(str(folder / "index.sqlite3"))),
    "elasticsearch": lambda folder: elasticsearch_engine(),
    "postgresql": lambda folder: postgresql_engine(),
}
SERVERS = ("elasticsearch", "postgresql")  # the engines that need a server
EACH = [pytest.param(name, marks=pytest.mark.needs(name) if name in SERVERS else ()) for name in ENGINES]
WITHOUT_MEMORY = EACH[1:]


def found(engine: Engine, words: str, *records: Record, **changes) -> list[str]:
    """The sorted keys of the records with hits, in an index of these records alone."""
    engine.rebuild(records)
    result = engine.search(query(engine, words, **changes))
    return sorted({hit.record for group in result.groups for hit in group.hits})


def page_counts(result: Result) -> list[tuple[str, int]]:
    """Each group with its number of pages, in the order of the result."""
    return [(group.group, group.pages) for group in result.groups]

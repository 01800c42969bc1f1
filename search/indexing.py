"""Keeps the index in step with the database: after each change, all at once, and when it was missed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction
from django_tasks import task

from search import reindex_queue
from search.engines import engines
from search.sources import all_sources, get_source
from search.types import Record

logger = logging.getLogger(__name__)

_gathering: ContextVar[bool] = ContextVar("gathering", default=False)
AT_ONCE = 50  # keys; more than that is left to the worker


def refresh(source: str, keys: Collection[str]) -> None:
    """Bring records of the index in step with the database, after commit; those that are gone are forgotten.

    A few keys are written before the caller goes on, so that withheld text leaves at once; many are
    left to the worker. Never fails: what cannot be indexed is logged, noted and tried again with the next.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return
    if _gathering.get():
        transaction.on_commit(partial(reindex_queue.note, source, wanted))
    elif len(wanted) <= AT_ONCE:
        transaction.on_commit(partial(_refresh_or_note, source, wanted))
    else:
        transaction.on_commit(partial(_leave_to_worker, source, wanted))


@contextmanager
def gathered() -> Iterator[None]:
    """Write to the index once, at the end, what changes within: for commands that take in many files.

    Until then the keys stand in the file of what was missed, so a killed run leaves an index that knows it is behind.
    """
    token = _gathering.set(True)
    try:
        yield
    finally:
        _gathering.reset(token)
        for source in all_sources():
            _refresh_or_note(source.name, [])


@task()
def refresh_many(source: str, keys: list[str]) -> None:
    """What `refresh` leaves to the worker."""
    _refresh_or_note(source, keys)


def _leave_to_worker(source: str, keys: list[str]) -> None:
    try:
        refresh_many.enqueue(source, keys)
    except Exception:  # the save that caused this stands whatever happens here
        reindex_queue.note(source, keys)
        logger.exception("%d records of %s could not be left to the worker", len(keys), source)


def _refresh_or_note(source: str, keys: Collection[str]) -> None:
    again = reindex_queue.take(source)
    if not keys and not again:
        return
    try:
        _write({*keys, *again}, source)
    except Exception:  # the save that caused this stands whatever happens here
        reindex_queue.note(source, [*keys, *again])
        logger.exception("%d records of %s were not indexed", len(keys), source)


def _write(keys: Collection[str], source: str) -> None:
    """To every engine, also when one of them fails; its error is raised at the end."""
    failures: list[Exception] = []
    for engine in engines():
        found: set[str] = set()
        try:
            engine.write(_noted(get_source(source).records(keys), found))
            if gone := set(keys) - found:
                engine.forget(source, gone)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


def _noted(records: Iterable[Record], found: set[str]) -> Iterator[Record]:
    for record in records:
        found.add(record.key)
        yield record


def rebuild(track: Callable[[Iterable[Record], int], Iterable[Record]] = lambda records, total: records) -> int:
    """Build each index anew beside the old one and put it in place; searches go on meanwhile. Number of records.

    `track` gets the stream and how many to expect.
    """
    sources = all_sources()
    total = sum(len(source.keys()) for source in sources)
    for engine in engines():
        engine.rebuild(track((record for source in sources for record in source.records()), total))
    for source in sources:
        if keys := reindex_queue.take(source.name):
            _refresh_or_note(source.name, keys)
    return total

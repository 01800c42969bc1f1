"""Keeps the index in sync with the database: incremental refresh, retry queue and full rebuild."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from search import reindex_queue
from search.engines import engines
from search.sources import all_sources, get_source
from search.types import EngineUnavailable, IndexMissing, Record

logger = logging.getLogger(__name__)

_deferred: ContextVar[bool] = ContextVar("deferred_refresh", default=False)
AT_ONCE = 50  # keys; more than that is left to the worker
RETRY_AFTER = timedelta(minutes=5)


def refresh(source: str, keys: Collection[str]) -> None:
    """Index records again after commit; keys without a record are deleted from the index.

    Up to `AT_ONCE` keys are indexed synchronously, so that redacted text leaves at once; more are
    left to the worker. Never breaks the save that caused it: what cannot be indexed is logged, queued and
    retried with the next.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return
    if _deferred.get():
        transaction.on_commit(partial(_queue, source, wanted), robust=True)
    elif len(wanted) <= AT_ONCE:
        transaction.on_commit(partial(_refresh_or_enqueue, source, wanted), robust=True)
    else:
        transaction.on_commit(partial(_enqueue_task, source, wanted), robust=True)


@contextmanager
def deferred_refresh() -> Iterator[None]:
    """Index the changes made within once, at the end: for commands that import many files.

    Until then the keys are in the reindex queue, so that a killed run leaves an index that knows it is behind.
    """
    token = _deferred.set(True)
    try:
        yield
    finally:
        _deferred.reset(token)
        retry_queued()


def retry_queued() -> None:
    """Index the records of the reindex queue; what still cannot be indexed is logged and queued again."""
    for source in all_sources():
        _refresh_or_enqueue(source.name, [])


@task()
def refresh_many(source: str, keys: list[str]) -> None:
    """The background task for more keys than `refresh` indexes synchronously."""
    _refresh_or_enqueue(source, keys)


def _enqueue_task(source: str, keys: list[str]) -> None:
    try:
        refresh_many.enqueue(source, keys)
    except Exception:  # the save that caused this stands whatever happens here
        _queue(source, keys)
        logger.exception("%d records of %s could not be handed to the worker", len(keys), source)


def _queue(source: str, keys: Collection[str]) -> None:
    """Keep keys to index later: in the queue or, where its file cannot be written, as a task of the worker."""
    try:
        reindex_queue.add(source, keys)
    except OSError:
        logger.exception("The queue of records to index cannot be written")
        refresh_many.using(run_after=timezone.now() + RETRY_AFTER).enqueue(source, sorted(keys))


def _drained(source: str) -> list[str]:
    """The queued keys; none where the queue's file cannot be written."""
    try:
        return reindex_queue.drain(source)
    except OSError:
        logger.exception("The queue of records to index cannot be read")
        return []


def _refresh_or_enqueue(source: str, keys: Collection[str]) -> None:
    wanted = {*keys, *_drained(source)}
    if not wanted:
        return
    try:
        _write(wanted, source)
    except IndexMissing:
        _queue(source, wanted)  # for the rebuild that the site cannot be searched without
    except EngineUnavailable as error:
        _queue(source, wanted)
        logger.warning("%d records of %s wait to be indexed: %s", len(wanted), source, error)
    except Exception:  # the save that caused this stands whatever happens here
        _queue(source, wanted)
        logger.exception("%d records of %s were not indexed", len(wanted), source)


def _write(keys: Collection[str], source: str) -> None:
    """Write to every engine, also when one of them fails; its error is raised at the end.

    A missing index is left missing: one with these records alone would pass for the whole.
    """
    failures: list[Exception] = []
    for engine in engines():
        found: set[str] = set()
        try:
            if not engine.exists():
                raise IndexMissing(engine.name)
            engine.write(_collecting_keys(get_source(source).records(keys), found))
            if gone := set(keys) - found:
                engine.delete(source, gone)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


def _collecting_keys(records: Iterable[Record], found: set[str]) -> Iterator[Record]:
    for record in records:
        found.add(record.key)
        yield record


def rebuild(track: Callable[[Iterable[Record], int], Iterable[Record]] = lambda records, total: records) -> int:
    """Rebuild each index beside the live one and swap it in; searches go on meanwhile.

    Args:
        track: Wraps the stream of records; it is given the stream and the expected number.

    Returns:
        The number of records.

    Raises:
        EngineUnavailable: An index could not be built; the other one has been.
    """
    sources = all_sources()
    total = sum(len(source.keys()) for source in sources)
    failures: list[EngineUnavailable] = []
    for engine in engines():
        try:
            engine.rebuild(track((record for source in sources for record in source.records()), total))
        except EngineUnavailable as error:
            failures.append(error)
    for source in sources:
        _refresh_or_enqueue(source.name, [])
    if failures:
        raise failures[0]
    return total

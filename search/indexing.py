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
from django_tasks import TaskContext, TaskResult, task
from django_tasks_db.backend import TaskResult as DatabaseTaskResult
from django_tasks_db.models import DBTaskResult

from search import reindex_queue
from search.engines import engines
from search.sources import all_sources, get_source
from search.types import EngineUnavailable, IndexMissing, Record

logger = logging.getLogger(__name__)

_deferred: ContextVar[bool] = ContextVar("deferred_refresh", default=False)
RETRY_AFTER = timedelta(minutes=5)


def refresh(source: str, keys: Collection[str]) -> None:
    """Have the worker index records again; keys without a record are deleted from the index.

    The task is stored by the transaction that changes the records: with them, or not at all.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return
    if _deferred.get():
        transaction.on_commit(partial(_queue, source, wanted), robust=True)
    else:
        refresh_many.enqueue(source, wanted)


def withdraw(source: str, keys: Collection[str]) -> None:
    """Delete records from the index right after commit, before the worker comes to them. Never raises."""
    transaction.on_commit(partial(_delete, source, set(keys)), robust=True)


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


@task(priority=20, takes_context=True)
def refresh_many(context: TaskContext, source: str, keys: list[str]) -> None:
    """Index records again, together with those of all tasks of the same kind that wait. Before files are read."""
    _refresh_or_enqueue(source, {*keys, *_take_over(context.task_result, source)})


def _take_over(task_result: TaskResult, source: str) -> set[str]:
    """The keys of waiting tasks for the same source. This task has them from now on, and the others are deleted."""
    if not isinstance(task_result, DatabaseTaskResult):
        return set()
    path = refresh_many.module_path
    with transaction.atomic():
        waiting = DBTaskResult.objects.ready().filter(task_path=path, args_kwargs__args__0=source)
        taken = list(waiting.select_for_update(skip_locked=True))
        keys = {key for row in taken for key in row.args_kwargs["args"][1]}
        own = DBTaskResult.objects.get(pk=task_result.id)
        own.args_kwargs["args"][1] = sorted({*own.args_kwargs["args"][1], *keys})
        own.save(update_fields=["args_kwargs"])
        DBTaskResult.objects.filter(pk__in=[row.pk for row in taken]).delete()
    return keys


def _dequeue(done: Collection[reindex_queue.Line]) -> None:
    try:
        reindex_queue.remove(done)
    except OSError:  # they are indexed once more with the next
        logger.exception("The queue of records to index cannot be written")


def _queue(source: str, keys: Collection[str]) -> None:
    """Keep keys to index later: in the queue or, where its file cannot be written, as a task of the worker."""
    try:
        reindex_queue.add(source, keys)
    except OSError:
        logger.exception("The queue of records to index cannot be written")
        refresh_many.using(run_after=timezone.now() + RETRY_AFTER).enqueue(source, sorted(keys))


def _refresh_or_enqueue(source: str, keys: Collection[str]) -> None:
    """Index these keys and the queued ones, which leave the queue once that is done."""
    queued = reindex_queue.pending(source)
    wanted = {*keys, *(key for _source, key, _entry in queued)}
    if not wanted:
        return
    try:
        _write(wanted, source)
    except IndexMissing:
        _queue(source, keys)  # for the rebuild that the site cannot be searched without
    except EngineUnavailable as error:
        _queue(source, keys)
        logger.warning("%d records of %s wait to be indexed: %s", len(wanted), source, error)
    except Exception:  # the save that caused this stands whatever happens here
        _queue(source, keys)
        logger.exception("%d records of %s were not indexed", len(wanted), source)
    else:
        _dequeue(queued)


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


def _delete(source: str, keys: Collection[str]) -> None:
    for engine in engines():
        try:
            if engine.exists():
                engine.delete(source, keys)
        except Exception:  # the save that caused this stands whatever happens here, and the worker tries again
            logger.exception("%d records of %s were not withdrawn", len(keys), source)


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

"""Tasks that fail, or whose worker is lost, are tried again after longer and longer pauses, then given up.

A running task is leased: its worker renews the lease, and a task whose lease has run out has lost its worker. How often
a task was tried is told by the `worker_ids` of its row, one for each time it was claimed.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.backend import TaskResult as DatabaseTaskResult
from django_tasks_db.models import DBTaskResult, get_date_max

from operations.models import TaskLease

logger = logging.getLogger(__name__)
FORGOTTEN_AFTER = timedelta(days=1)  # a failure that nobody noted is older than that only if it was before our time


class WorkerLost(Exception):
    """The worker that ran a task ended without a word: it, or its machine, was killed."""


def renew_lease(task: str) -> None:
    """Lease a running task, by id, for TASK_LEASE_SECONDS from now on."""
    expires_at = timezone.now() + timedelta(seconds=settings.TASK_LEASE_SECONDS)
    TaskLease.objects.update_or_create(task_id=UUID(task), defaults={"expires_at": expires_at})


def lost_tasks() -> QuerySet[DBTaskResult]:
    """Running tasks whose lease has run out. One that was just claimed has none yet."""
    now = timezone.now()
    never = Q(lease=None, started_at__lt=now - timedelta(seconds=settings.TASK_LEASE_SECONDS))
    return DBTaskResult.objects.running().filter(never | Q(lease__expires_at__lt=now))


def requeue_lost_tasks() -> int:
    """Queue tasks again that lost their worker, or whose failure was not followed up. Gives their number."""
    with transaction.atomic():
        lost = list(lost_tasks().select_for_update(of=("self",)))
        for row in lost:
            row.set_failed(WorkerLost(f"{row.task_path} had been claimed by {row.worker_ids[-1:]}"))
            _tell_end(row)
    unnoted = DBTaskResult.objects.failed().filter(finished_at__gte=timezone.now() - FORGOTTEN_AFTER)
    return len(lost) + sum(retry_later(row) for row in unnoted if has_attempts_left(row))


def _tell_end(row: DBTaskResult) -> None:
    try:
        task_finished.send(sender=type(row.task.get_backend()), task_result=row.task_result)
    except (ImportError, SuspiciousOperation):
        logger.exception("Task %s no longer exists", row.task_path)


@receiver(task_finished, dispatch_uid="operations.retry_failed_task")
def retry_failed_task(task_result: TaskResult, **signal: Any) -> None:
    """Queue a task that failed again, or say that it is given up: its row then stays as FAILED."""
    if task_result.status != TaskResultStatus.FAILED or not isinstance(task_result, DatabaseTaskResult):
        return
    row = task_result.db_result
    if has_attempts_left(row):
        retry_later(row)
    else:
        logger.error("%s was given up after %d attempts (%s)", row.task_path, len(row.worker_ids), row.pk)


def has_attempts_left(row: DBTaskResult) -> bool:
    return len(row.worker_ids) <= len(settings.TASK_RETRY_SECONDS)


def retry_later(row: DBTaskResult) -> int:
    """Queue a failed task for after the pause that its attempts ask for. Gives the number of rows changed."""
    pause = settings.TASK_RETRY_SECONDS[max(0, len(row.worker_ids) - 1)]
    return _queue(row, run_after=timezone.now() + timedelta(seconds=pause))


def retry_now(row: DBTaskResult) -> int:
    """Queue a task that was given up for now, with all its attempts before it. Gives the number of rows changed."""
    return _queue(row, run_after=get_date_max(), worker_ids=[])


def _queue(row: DBTaskResult, **changes: Any) -> int:
    failed = DBTaskResult.objects.failed().filter(pk=row.pk)
    return failed.update(status=TaskResultStatus.READY, started_at=None, finished_at=None, **changes)

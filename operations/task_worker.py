"""Keeps the lease of the task that this process runs, and queues again what other workers lost."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django_tasks import TaskResult
from django_tasks.signals import task_finished, task_started

from operations import heartbeats
from operations.task_retries import renew_lease, requeue_lost_tasks

logger = logging.getLogger(__name__)
RENEWALS = 4  # within the time of one lease: three may fail


class LeaseKeeper(threading.Thread):
    """Renews the lease of the running task, sweeps for lost ones and tells that it lives, four times within a lease."""

    def __init__(self) -> None:
        super().__init__(name="lease-keeper", daemon=True)
        self._task: str | None = None
        task_started.connect(self._task_started)
        task_finished.connect(self._task_finished)

    def run(self) -> None:
        pause = threading.Event()
        while True:
            self._keep()
            pause.wait(settings.TASK_LEASE_SECONDS / RENEWALS)

    def release(self) -> None:
        """Let the lease run out: the worker has lost hold of its task."""
        self._task = None

    def _task_started(self, task_result: TaskResult, **signal: Any) -> None:
        self._task = task_result.id

    def _task_finished(self, task_result: TaskResult, **signal: Any) -> None:
        if task_result.id == self._task:
            self._task = None

    def _keep(self) -> None:
        heartbeats.touch(settings.WORKER_HEARTBEAT)
        try:
            if task := self._task:
                renew_lease(task)
            if number := requeue_lost_tasks():
                logger.warning("%d tasks that had lost their worker were queued again", number)
        except DatabaseError:
            logger.warning("Leases could not be renewed", exc_info=True)
        finally:
            connections.close_all()

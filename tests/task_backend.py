"""The backend of tasks in tests: a task runs in the process that queued it, once that has committed."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import TaskResult
from django_tasks.backends.immediate import ImmediateBackend


class OnCommitBackend(ImmediateBackend):
    """As the worker, it sees what the transaction that queued a task has stored, and nothing of one that failed."""

    def _execute_task(self, task_result: TaskResult) -> None:
        transaction.on_commit(partial(super()._execute_task, task_result))

"""Hears of readings that failed."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

from submissions.attachments.reading import mark_interrupted
from submissions.attachments.tasks import read_attachment_file


@receiver(task_finished, dispatch_uid="submissions.reading_failed")
def reading_failed(task_result: TaskResult, **signal: Any) -> None:
    failed = task_result.status == TaskResultStatus.FAILED
    if failed and task_result.task.module_path == read_attachment_file.module_path:
        mark_interrupted(task_result.args[0])

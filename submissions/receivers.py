"""Hears of readings that failed, of pages of cases that are published, and of people who ask what is held of them."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from wagtail.signals import page_published

from accounts.signals import own_data_asked
from submissions.attachments.reading import mark_interrupted
from submissions.attachments.tasks import read_attachment_file
from submissions.choices import State
from submissions.models import Submission
from submissions.results import publish_news
from submissions.workflow import publish


@receiver(task_finished, dispatch_uid="submissions.reading_failed")
def reading_failed(task_result: TaskResult, **signal: Any) -> None:
    failed = task_result.status == TaskResultStatus.FAILED
    if failed and task_result.task.module_path == read_attachment_file.module_path:
        mark_interrupted(task_result.args[0])


@receiver(page_published, dispatch_uid="submissions.page_published")
def case_published(instance: Any, revision: Any = None, **signal: Any) -> None:
    """The case that a page came from is published with it, and so is its news item."""
    user = revision.user if revision is not None else None
    for case in Submission.objects.filter(page=instance.pk, state=State.ACCEPTED):
        publish_news(publish(case, user, happened=True), user)


@receiver(own_data_asked, dispatch_uid="submissions.own_data")
def own_cases(user: Any, **signal: Any) -> tuple[str, list[dict[str, Any]]]:
    """What somebody has sent in, the newest first; not what colleagues have."""
    return "cases", [
        {
            "number": row.number,
            "received": row.received_at.isoformat(),
            "kind": row.kind,
            "organisation": row.organisation.code,
            "title": row.title,
            "state": row.state,
            "link": row.source_url,
            "fields": row.data,
        }
        for row in Submission.objects.filter(sender=user).select_related("organisation")
    ]

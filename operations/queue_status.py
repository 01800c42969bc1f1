"""How the queue of background tasks stands: what waits and since when, what was given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Case, Count, F, Min, Q, When
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from delivery.mail_queue import send_queued
from notifications.tasks import send_notices
from operations.task_retries import lost_tasks

MAIL_TASKS = (send_queued.module_path, send_notices.module_path)
DUE_AT = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """Numbers of tasks. `waiting` are due and not begun, the oldest of them for `oldest_wait`."""

    waiting: int
    oldest_wait: timedelta
    is_working: bool  # a worker holds the lease of a task
    later: int  # for a set time, or to be tried again
    failed: int  # given up
    failed_mails: int  # of these

    @property
    def worker_state(self) -> str:
        """`up`, `behind` when tasks wait too long for a worker that is busy, `down` when no worker takes them."""
        if self.oldest_wait <= timedelta(seconds=settings.TASK_WAITING_SECONDS):
            return "up"
        return "behind" if self.is_working else "down"


def queue_status() -> QueueStatus:
    """Two queries."""
    now = timezone.now()
    ready = Q(status=TaskResultStatus.READY)
    failed = Q(status=TaskResultStatus.FAILED)
    due = ready & Q(due_at__lte=now)
    counts = DBTaskResult.objects.annotate(due_at=DUE_AT).aggregate(
        waiting=Count("pk", filter=due),
        oldest=Min("due_at", filter=due),
        later=Count("pk", filter=ready & Q(due_at__gt=now)),
        failed=Count("pk", filter=failed),
        failed_mails=Count("pk", filter=failed & Q(task_path__in=MAIL_TASKS)),
    )
    oldest = counts.pop("oldest")
    working = DBTaskResult.objects.running().exclude(pk__in=lost_tasks().values("pk")).exists()
    return QueueStatus(oldest_wait=now - oldest if oldest else timedelta(0), is_working=working, **counts)


def count_overdue() -> int:
    """How many tasks have been due for longer than TASK_WAITING_SECONDS."""
    due_before = timezone.now() - timedelta(seconds=settings.TASK_WAITING_SECONDS)
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.annotate(due_at=DUE_AT).filter(due_at__lt=due_before).count()

"""What operating the site needs to remember: the leases of running tasks."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class TaskLease(models.Model):
    """Until when a running task counts as alive. Its worker renews it; one that has run out means a lost worker."""

    wagtail_reference_index_ignore = True  # no editor asks where a task is used

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="lease")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_id}, {self.expires_at:%Y-%m-%d %H:%M:%S}"

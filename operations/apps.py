from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings

from content.schedule import Job


class OperationsConfig(AppConfig):
    name = "operations"
    scheduled_jobs = (
        Job("publish_scheduled", every=timedelta(seconds=30)),
        Job("clearsessions"),
        Job("prune_db_task_results", ("--queue-name", "*", "--min-age-days", "30")),
    )

    def ready(self) -> None:
        from operations import checks  # noqa: PLC0415 - registers the system checks

        if settings.ENFORCE_CHECKS:
            checks.raise_errors()

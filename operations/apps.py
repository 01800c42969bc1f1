from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Operation")
    editor_permissions = (
        "django_tasks_database.view_dbtaskresult",
        "django_tasks_database.change_dbtaskresult",
        "operations.view_brokenlink",
    )
    administrator_permissions = ("operations.view_policyviolation",)
    scheduled_jobs = (
        Job("publish_scheduled", every=timedelta(seconds=30)),
        Job("clearsessions"),
        Job("delete_temporary_files"),
        Job("requeue_lost_tasks"),
        Job("check_links"),
        Job("prune_policy_reports"),
        Job(
            "prune_db_task_results",
            ("--queue-name", "*", "--min-age-days", "3", "--failed-min-age-days", "30"),
        ),
    )

    def ready(self) -> None:
        from operations import checks, receivers, task_retries  # noqa: F401, PLC0415 - system checks and receivers

        if settings.ENFORCE_CHECKS:
            checks.raise_errors()

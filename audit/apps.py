from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Log of sign-ins and rights")
    editor_permissions = ("audit.view_auditevent",)
    scheduled_jobs = (Job("prune_audit_log"),)

    def ready(self) -> None:
        from audit import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from audit.refusals import log_refusals_of_admin  # noqa: PLC0415 - views of the admin

        log_refusals_of_admin()

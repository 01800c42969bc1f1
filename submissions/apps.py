from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Cases")
    editor_permissions = ("submissions.view_submission",)
    region_permissions = ("submissions.view_submission",)
    scheduled_jobs = (Job("pass_on_cases"), Job("remind_of_cases"), Job("prune_drafts"))

    def ready(self) -> None:
        from notifications.reasons import register  # noqa: PLC0415
        from submissions import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from submissions.notices import reasons  # noqa: PLC0415
        from submissions.notices import receivers as notice_receivers  # noqa: F401, PLC0415
        from submissions.triggers import make_triggers  # noqa: PLC0415

        post_migrate.connect(make_triggers, sender=self, dispatch_uid="submissions.triggers")
        register(*reasons.TO_SENDER, *reasons.TO_OFFICERS)

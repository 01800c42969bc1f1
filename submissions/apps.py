from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from submissions import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from submissions.triggers import make_triggers  # noqa: PLC0415

        post_migrate.connect(make_triggers, sender=self, dispatch_uid="submissions.triggers")

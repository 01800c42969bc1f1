from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    name = "guidance"
    verbose_name = _("Guidance")

    def ready(self) -> None:
        from guidance.source import SOURCE  # noqa: PLC0415 - models are loaded by now
        from search.sources import register  # noqa: PLC0415

        register(SOURCE)

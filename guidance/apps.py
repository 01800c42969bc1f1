from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    name = "guidance"
    verbose_name = _("Guidance")
    editor_permissions = ("guidance.view_guidancefeedback", "guidance.handle_guidancefeedback")

    def ready(self) -> None:
        from guidance.search_source import SOURCE  # noqa: PLC0415 - models are loaded by now
        from search.sources import register  # noqa: PLC0415

        register(SOURCE)

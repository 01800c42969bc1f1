from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialogueConfig(AppConfig):
    name = "dialogue"
    verbose_name = _("Dialogue")

    def ready(self) -> None:
        from dialogue import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from dialogue.search_source import SOURCE  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        register(SOURCE)

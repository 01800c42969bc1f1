from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from events.search_source import SOURCE  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        register(SOURCE)

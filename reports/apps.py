from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    editor_permissions = ("reports.spread_report",)

    def ready(self) -> None:
        from reports import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from reports.search_source import SOURCE  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        register(SOURCE)

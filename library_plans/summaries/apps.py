from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanSummariesConfig(AppConfig):
    name = "library_plans.summaries"
    label = "plan_summaries"
    verbose_name = _("Summaries of plans")

    def ready(self) -> None:
        from library_plans.summaries import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from library_plans.summaries.search_source import SUMMARIES  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        register(SUMMARIES)

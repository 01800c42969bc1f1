from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryPlansConfig(AppConfig):
    name = "library_plans"
    verbose_name = _("Library plans")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - models are loaded by now

        from cms.permissions import KeepingPolicy  # noqa: PLC0415
        from library_plans import receivers  # noqa: F401, PLC0415
        from library_plans.models import Edition, Plan, Withheld  # noqa: PLC0415
        from library_plans.source import PlanSource  # noqa: PLC0415
        from library_plans.source.summaries import SUMMARIES  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        register(PlanSource())
        register(SUMMARIES)
        for model in (Plan, Edition, Withheld):
            register_permission_policy(model, KeepingPolicy(model))

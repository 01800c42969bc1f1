from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class LibraryPlansConfig(AppConfig):
    name = "library_plans"
    verbose_name = _("Library plans")
    scheduled_jobs = (
        Job("check_register"),
        Job("prune_page_images"),
        Job("prune_readings"),
        Job("make_open_data_archive"),
    )
    editor_permissions = (
        "library_plans.add_plan",
        "library_plans.change_plan",
        "library_plans.view_plan",
        "library_plans.add_planowner",
        "library_plans.change_planowner",
        "library_plans.view_planowner",
        "library_plans.add_decision",
        "library_plans.change_decision",
        "library_plans.view_decision",
        "library_plans.add_edition",
        "library_plans.change_edition",
        "library_plans.view_edition",
        "library_plans.add_redaction",
        "library_plans.change_redaction",
        "library_plans.view_redaction",
    )

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - models are loaded by now

        from content.admin.permissions import NoDeletePolicy  # noqa: PLC0415
        from content.history import track_history  # noqa: PLC0415
        from library_plans import checks, receivers  # noqa: F401, PLC0415
        from library_plans.importer.store import EXTRACTED_FIELDS  # noqa: PLC0415
        from library_plans.models import Decision, Edition, Plan, PlanOwner, Redaction  # noqa: PLC0415
        from library_plans.search_source import PlanSource  # noqa: PLC0415
        from library_plans.status_periods import receivers as status_period_receivers  # noqa: F401, PLC0415
        from search.sources import register  # noqa: PLC0415

        register(PlanSource())
        for model in (Plan, Decision, Edition, Redaction):
            register_permission_policy(model, NoDeletePolicy(model))
        track_history(Plan, exclude={"created_at"})
        track_history(PlanOwner, part_of="plan")
        track_history(Decision, part_of="plan", exclude={"dnr_key"})
        track_history(Edition, part_of="plan", exclude={"file", *EXTRACTED_FIELDS})

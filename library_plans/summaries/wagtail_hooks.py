"""Registers the list of summaries in the admin."""

from wagtail import hooks

from library_plans.summaries.admin import PlanSummaryViewSet


@hooks.register("register_admin_viewset")
def summaries() -> PlanSummaryViewSet:
    return PlanSummaryViewSet("plan_summaries", url_prefix="sammanfattningar")

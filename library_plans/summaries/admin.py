"""The admin's list of summaries."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.admin.menu import PLANS_MENU_HOOK
from library_plans.register.edition_selectors import editions_by_plan, preferred_edition
from library_plans.summaries.models import PlanSummaryPage


def cited_editions(summary: PlanSummaryPage) -> str:
    """Which editions the statements rest on, and whether another one stands for the plan by now."""
    numbers = summary.edition_numbers()
    rests = ", ".join(map(str, numbers))
    current = preferred_edition(editions_by_plan([summary.plan])[summary.plan_id])
    if current and numbers and current.number not in numbers:
        return _("%(numbers)s; edition %(current)d is newer") % {"numbers": rests, "current": current.number}
    return rests


class SummaryIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("plan")


class PlanSummaryViewSet(PageListingViewSet):
    """Every summary, with what it rests on."""

    model = PlanSummaryPage
    index_view_class = SummaryIndexView
    icon = "list-ul"
    menu_label = gettext_lazy("Plan summaries")
    menu_order = 240
    menu_hook = PLANS_MENU_HOOK
    columns = [
        *IndexView.base_columns[:2],
        Column("statements", label=gettext_lazy("Statements"), accessor=lambda page: len(page.statements), width="10%"),
        Column("editions", label=gettext_lazy("Rests on edition"), accessor=cited_editions, width="18%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]

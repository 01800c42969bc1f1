"""What events add to the admin: their list, and a warning when a half-year has no Träffpunkt."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from events.models import EventIndexPage, EventPage, with_arrangers
from events.planning import half_years_without

FIRST = 90  # the order of the panel on the admin's start page: before what waits for the editor


class PlanningPanel(Component):
    """Names the half-years in which no Träffpunkt is announced; draws nothing when there are none."""

    name = "missing_half_years"
    template_name = "events/admin/missing_half_years.html"
    order = FIRST

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"missing": half_years_without(timezone.localdate()), "section": EventIndexPage.objects.first()}


@hooks.register("construct_homepage_panels")
def planning_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(PlanningPanel())


class EventIndexView(IndexView):
    """Events with who arranges them, fetched for the shown lines at once."""

    template_name = "events/admin/events.html"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related(with_arrangers())

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "missing": half_years_without(timezone.localdate())}


def day(event: EventPage) -> str:
    return date_format(timezone.localtime(event.starts), "Y-m-d")


class EventPageViewSet(PageListingViewSet):
    """Every event, wherever in the tree it stands."""

    model = EventPage
    index_view_class = EventIndexView
    icon = "date"
    menu_label = gettext_lazy("Events")
    menu_order = 200
    add_to_admin_menu = True
    list_filter = ["kind", "state"]
    columns = [
        *IndexView.base_columns[:2],
        Column("starts", label=gettext_lazy("Date"), accessor=day, sort_key="starts", width="9%"),
        Column("kind", label=gettext_lazy("Form"), accessor="get_kind_display", sort_key="kind", width="12%"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state", width="10%"),
        Column("hosts", label=gettext_lazy("Arranged by"), accessor="host_names", width="14%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]


@hooks.register("register_admin_viewset")
def events() -> EventPageViewSet:
    return EventPageViewSet("event_pages", url_prefix="evenemang")

"""The admin's list of events and its warning when a half-year has no Träffpunkt."""

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

from events.half_years import half_years_without_traffpunkt
from events.models import EventIndexPage, EventPage

PANEL_ORDER = 90  # on the admin's start page: before the panels of pages that await the editor


class MissingHalfYearsPanel(Component):
    """Names the half-years in which no Träffpunkt is announced; renders nothing when there are none."""

    name = "missing_half_years"
    template_name = "events/admin/missing_half_years_panel.html"
    order = PANEL_ORDER

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "missing_half_years": half_years_without_traffpunkt(timezone.localdate()),
            "index_page": EventIndexPage.objects.first(),
        }


@hooks.register("construct_homepage_panels")
def add_missing_half_years_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(MissingHalfYearsPanel())


class EventIndexView(IndexView):
    """The list with the hosts of all shown events in one query."""

    template_name = "events/admin/event_listing.html"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_organisations()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "missing_half_years": half_years_without_traffpunkt(timezone.localdate())}


def start_date(event: EventPage) -> str:
    return date_format(timezone.localtime(event.starts), "Y-m-d")


class EventPageViewSet(PageListingViewSet):
    """Every event, below any parent page."""

    model = EventPage
    index_view_class = EventIndexView
    icon = "date"
    menu_label = gettext_lazy("Events")
    menu_order = 200
    add_to_admin_menu = True
    list_filter = ["kind", "state"]
    columns = [
        *IndexView.base_columns[:2],
        Column("starts", label=gettext_lazy("Date"), accessor=start_date, sort_key="starts", width="9%"),
        Column("kind", label=gettext_lazy("Form"), accessor="get_kind_display", sort_key="kind", width="12%"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state", width="10%"),
        Column("hosts", label=gettext_lazy("Arranged by"), accessor="organisation_names", width="14%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]


@hooks.register("register_admin_viewset")
def register_event_pages() -> EventPageViewSet:
    return EventPageViewSet("event_pages", url_prefix="evenemang")

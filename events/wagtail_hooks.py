"""The admin's list of events, its warning when a half-year has no Träffpunkt, and their rows on the workbench."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from content.admin.add_shortcuts import SHORTCUT_HOOK, AddShortcut, FirstParentView, may_add_below
from content.admin.column_export import ColumnExportMixin
from content.admin.menu import EVENTS_MENU_HOOK, MenuOrder
from content.admin.search_groups import SEARCH_HOOK, FoundRow, SearchGroup
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow, explorable_pages
from events.half_years import half_years_without_traffpunkt
from events.models import EventIndexPage, EventPage
from events.rules import STATES_BEFORE_EVENT
from organisations.models import OrganisationPage
from organisations.new_pages import ChooseRegionsView

UNCLOSED = "ej-avslutade"


class EventFilterSet(PageFilterSet):
    """Filters by form and state, and to the events that are over and still announced."""

    avslut = django_filters.ChoiceFilter(
        label=gettext_lazy("Closing"), choices=[(UNCLOSED, gettext_lazy("over, but not closed"))], method="by_closing"
    )

    class Meta:
        model = EventPage
        fields = ["kind", "state"]

    def by_closing(self, events: Any, name: str, value: str) -> Any:
        return unclosed_events(events)


def unclosed_events(events: Any) -> Any:
    """Of some events, the published ones that are over and whose state says that they are to come."""
    return events.filter(live=True, state__in=STATES_BEFORE_EVENT, ends__lt=timezone.now())


@hooks.register(SHORTCUT_HOOK)
def add_shortcuts(request: HttpRequest) -> list[AddShortcut]:
    shortcuts = []
    if may_add_below(request.user, EventIndexPage):
        shortcuts.append(AddShortcut(gettext("New Träffpunkt"), reverse("event_pages:choose_parent"), order=10))
    if may_add_below(request.user, OrganisationPage):
        shortcuts.append(AddShortcut(gettext("New regional follow-up"), reverse("event_pages:add_gathering"), order=20))
    return shortcuts


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    rows = [
        WorkbenchRow(
            name="ej-avslutade",
            label=gettext("Events that are over, but not closed"),
            count=unclosed_events(explorable_pages(EventPage, request.user)).count,
            order=60,
            action=gettext("Close them"),
            list_url=f"{reverse('event_pages:index')}?avslut={UNCLOSED}",
        )
    ]
    missing = half_years_without_traffpunkt(timezone.localdate())
    index = EventIndexPage.objects.first()
    if index and index.permissions_for_user(request.user).can_add_subpage():
        rows.append(
            WorkbenchRow(
                name="halvar",
                label=": ".join(filter(None, [gettext("Half-years without a Träffpunkt"), ", ".join(missing)])),
                count=lambda: len(missing),
                order=70,
                action=gettext("Announce a Träffpunkt"),
                action_url=reverse("event_pages:choose_parent"),
            )
        )
    return rows


@hooks.register("before_edit_page")
def ask_to_close(request: HttpRequest, page: Page) -> None:
    """Above the form of an event that is over and still announced."""
    if request.method == "GET" and unclosed_events(EventPage.objects.filter(pk=page.pk)).exists():
        messages.warning(
            request, gettext("The event is over. Set its state to “Held”, or to “Cancelled” if it was not.")
        )


@hooks.register(SEARCH_HOOK)
def search_groups(request: HttpRequest) -> list[SearchGroup]:
    def found(event: EventPage) -> FoundRow:
        edit = reverse("wagtailadmin_pages:edit", args=[event.pk])
        return FoundRow(event.get_admin_display_title(), edit, f"{start_date(event)}, {event.get_state_display()}")

    return [
        SearchGroup(
            name="evenemang",
            label=gettext("Events"),
            order=50,
            list_url=reverse("event_pages:index"),
            find=explorable_pages(EventPage, request.user).autocomplete,
            row=found,
        )
    ]


class EventIndexView(ColumnExportMixin, IndexView):
    """The list with the hosts of all shown events in one query."""

    template_name = "events/admin/event_listing.html"
    add_item_label = gettext_lazy("New Träffpunkt")
    export_filename = "evenemang"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_organisations()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons: list[HeaderButton] = super().header_buttons
        if may_add_below(self.request.user, OrganisationPage):
            url = reverse("event_pages:add_gathering")
            buttons.append(HeaderButton(gettext("New regional follow-up"), url=url, icon_name="plus"))
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "missing_half_years": half_years_without_traffpunkt(timezone.localdate())}


def start_date(event: EventPage) -> str:
    return date_format(timezone.localtime(event.starts), "Y-m-d")


class EventPageViewSet(PageListingViewSet):
    """Every event, below any parent page."""

    model = EventPage
    index_view_class = EventIndexView
    choose_parent_view_class = FirstParentView
    icon = "date"
    menu_label = gettext_lazy("Events")
    filterset_class = EventFilterSet
    columns = [
        *IndexView.base_columns[:2],
        Column("starts", label=gettext_lazy("Date"), accessor=start_date, sort_key="starts", width="9%"),
        Column("kind", label=gettext_lazy("Form"), accessor="get_kind_display", sort_key="kind", width="12%"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state", width="10%"),
        Column("hosts", label=gettext_lazy("Arranged by"), accessor="organisation_names", width="14%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]

    @cached_property
    def add_gathering_view(self) -> Any:
        return self.construct_view(ChooseRegionsView, regions_required=True)

    def get_urlpatterns(self) -> list[Any]:
        added = path("ny-regional-uppfoljning/", self.add_gathering_view, name="add_gathering")
        return [*super().get_urlpatterns(), added]


class EventsGroup(ViewSetGroup):
    """The menu "Träffpunkt": events, and what other apps add that comes out of them."""

    menu_label = gettext_lazy("Träffpunkt")
    menu_icon = "date"
    menu_order = MenuOrder.EVENTS
    submenu_hook = EVENTS_MENU_HOOK
    items = (EventPageViewSet("event_pages", url_prefix="evenemang"),)


@hooks.register("register_admin_viewset")
def register_events() -> EventsGroup:
    return EventsGroup()

"""The list of reports in the admin, and the permission to spread them nationally."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.admin.add_shortcuts import SHORTCUT_HOOK, AddShortcut, may_add_below
from content.admin.menu import MenuOrder
from organisations.models import OrganisationPage
from organisations.new_pages import ChooseRegionsView
from reports.models import SPREAD_PERMISSION, ReportIndexPage, ReportPage


class ReportIndexView(IndexView):
    """The list with the organisations of all shown reports in one query."""

    add_item_label = _("New report")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_organisations()


class ReportPageViewSet(PageListingViewSet):
    """Every report, below any parent page."""

    model = ReportPage
    index_view_class = ReportIndexView
    choose_parent_view_class = ChooseRegionsView
    icon = "doc-full-inverse"
    menu_label = _("Reports")
    menu_order = MenuOrder.REPORTS
    add_to_admin_menu = True
    list_filter = ["level", "year", "nationally_spread"]
    columns = [
        *IndexView.base_columns[:2],
        Column("year", label=_("Year"), sort_key="year", width="6%"),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level", width="12%"),
        Column("organisations", label=_("Organisation"), accessor="organisation_names", width="14%"),
        Column("spread", label=_("Spread nationally"), accessor=lambda report: report.spread_on_display, width="9%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]


@hooks.register("register_permissions")
def spread_permission() -> QuerySet[Permission]:
    """Shows the permission in the form of groups."""
    app, _dot, name = SPREAD_PERMISSION.partition(".")
    return Permission.objects.filter(content_type__app_label=app, codename=name)


@hooks.register("register_admin_viewset")
def register_report_pages() -> ReportPageViewSet:
    return ReportPageViewSet("reports", url_prefix="rapporter")


@hooks.register(SHORTCUT_HOOK)
def add_shortcuts(request: HttpRequest) -> list[AddShortcut]:
    if not may_add_below(request.user, ReportIndexPage, OrganisationPage):
        return []
    return [AddShortcut(gettext("New report"), reverse("reports:choose_parent"), order=30)]

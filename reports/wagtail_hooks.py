"""What reports add to the admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from organisations.owned_pages import whose
from reports.models import SPREAD, ReportOrganisation, ReportPage


class ReportIndexView(IndexView):
    """Reports with whose they are, fetched for the shown lines at once."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related(whose(ReportOrganisation))


class ReportPageViewSet(PageListingViewSet):
    """Every report, wherever in the tree it stands."""

    model = ReportPage
    index_view_class = ReportIndexView
    icon = "doc-full-inverse"
    menu_label = _("Reports on plans")
    menu_order = 210
    add_to_admin_menu = True
    list_filter = ["level", "year", "nationally_spread"]
    columns = [
        *IndexView.base_columns[:2],
        Column("year", label=_("Year"), sort_key="year", width="6%"),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level", width="12%"),
        Column("organisations", label=_("Organisation"), accessor="organisation_names", width="14%"),
        Column("spread", label=_("Spread nationally"), accessor=lambda report: report.spread_day, width="9%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]


@hooks.register("register_permissions")
def spreading() -> QuerySet[Permission]:
    """So that the right to spread reports can be given to a group."""
    app, _dot, name = SPREAD.partition(".")
    return Permission.objects.filter(content_type__app_label=app, codename=name)


@hooks.register("register_admin_viewset")
def reports() -> ReportPageViewSet:
    return ReportPageViewSet("reports", url_prefix="rapporter")

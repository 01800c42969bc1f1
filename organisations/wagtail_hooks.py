"""Adds region pages and the organisation chooser to the admin; the list of organisations is in the plans' menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from organisations.admin import organisation_chooser
from organisations.models import OrganisationPage


class RegionPageIndexView(IndexView):
    """Region pages in KB's order, which is that of the tree."""

    default_ordering = "path"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("organisation")


class RegionPageViewSet(PageListingViewSet):
    """Region pages with their county and contact address."""

    model = OrganisationPage
    index_view_class = RegionPageIndexView
    icon = "group"
    menu_label = _("Pages of regions")
    menu_order = 320
    add_to_admin_menu = True
    columns = [
        *IndexView.base_columns[:2],
        Column("county", label=_("County"), accessor="organisation.county_name", width="20%"),
        Column("contact", label=_("Contact"), width="24%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the button to add a page: each region has its page already."""
        return super().get_index_view_kwargs(**{**kwargs, "add_url_name": None})


@hooks.register("register_admin_viewset")
def register_chooser() -> ViewSet:
    return organisation_chooser


@hooks.register("register_admin_viewset")
def register_region_pages() -> ViewSet:
    return RegionPageViewSet("region_pages", url_prefix="regionsidor")

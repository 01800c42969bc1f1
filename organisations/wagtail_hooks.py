"""Adds region pages and the organisation chooser to the admin; the list of organisations is in the plans' menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.admin.menu import PAGES_MENU_HOOK
from content.admin.search_groups import SEARCH_HOOK, FoundRow, SearchGroup
from organisations.admin import find_organisations, organisation_chooser
from organisations.models import Organisation, OrganisationPage


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
    menu_order = 200
    menu_hook = PAGES_MENU_HOOK
    columns = [
        *IndexView.base_columns[:2],
        Column("county", label=_("County"), accessor="organisation.county_name", width="20%"),
        Column("contact", label=_("Contact"), width="24%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the button to add a page: each region has its page already."""
        return super().get_index_view_kwargs(**{**kwargs, "add_url_name": None})


@hooks.register(SEARCH_HOOK)
def search_groups(request: HttpRequest) -> list[SearchGroup]:
    if not request.user.has_perm("organisations.change_organisation"):
        return []
    return [
        SearchGroup(
            name="organisationer",
            label=gettext("Organisations"),
            order=20,
            list_url=reverse("organisations:index"),
            find=lambda query: find_organisations(Organisation.objects.in_kb_order(), query),
            row=found_organisation,
        )
    ]


def found_organisation(organisation: Organisation) -> FoundRow:
    edit = reverse("organisations:edit", args=[organisation.pk])
    note = ", ".join(filter(None, [organisation.code, organisation.county_name]))
    return FoundRow(organisation.display_name, edit, note)


@hooks.register("register_admin_viewset")
def register_chooser() -> ViewSet:
    return organisation_chooser


@hooks.register("register_admin_viewset")
def register_region_pages() -> ViewSet:
    return RegionPageViewSet("region_pages", url_prefix="regionsidor")

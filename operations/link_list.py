"""The list of broken links in the admin, and its row on the workbench."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.models import Page

from content.admin.column_export import ColumnExportMixin
from content.admin.workbench import explorable_pages
from operations.models import BrokenLink, BrokenLinkReason


def listed_links(request: HttpRequest) -> Any:
    """The broken links of the pages that the admin lists for the user."""
    return BrokenLink.objects.filter(page__in=explorable_pages(Page, request.user).values("pk"))


class BrokenLinkFilterSet(WagtailFilterSet):
    """Filters by what is wrong."""

    reason = django_filters.ChoiceFilter(label=gettext_lazy("What is wrong"), choices=BrokenLinkReason.choices)

    class Meta:
        model = BrokenLink
        fields: list[str] = []


class BrokenLinkListView(ColumnExportMixin, generic.IndexView):
    """Each broken link with its page, as the check of the night found them."""

    model = BrokenLink
    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    any_permission_required = ["view"]
    filterset_class = BrokenLinkFilterSet
    default_ordering = "page__title"
    paginate_by = 50
    export_filename = "trasiga-lankar"
    list_display = [
        TitleColumn(
            "page",
            label=gettext_lazy("Page"),
            accessor="page.title",
            get_url=lambda link: reverse("wagtailadmin_pages:edit", args=[link.page_id]),
            sort_key="page__title",
        ),
        Column("target", label=gettext_lazy("Leads to"), sort_key="target"),
        Column("reason", label=gettext_lazy("What is wrong"), accessor="get_reason_display", sort_key="reason"),
        DateColumn("found_at", label=gettext_lazy("Since"), sort_key="found_at"),
    ]

    def get_base_queryset(self) -> Any:
        return listed_links(self.request).select_related("page")

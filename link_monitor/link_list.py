"""The list of links in the admin with what was found at them: KB's whole, a region's for its own county."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.models import Page

from accounts.actors import actor_of
from content.admin.column_export import ColumnExportMixin
from content.admin.workbench import explorable_pages
from library_plans.models import Edition
from link_monitor.choices import FINE, Outcome
from link_monitor.models import Link, Run
from link_monitor.places import edition_prefetches, editions_in, linked_places, places
from organisations.models import Organisation

HANDLE_PERMISSION = "link_monitor.handle_link"
YES_OR_NO = [("ja", gettext_lazy("yes")), ("nej", gettext_lazy("no"))]


def listed_links(user: Any) -> Any:
    """Links in use: of pages that the admin lists for somebody, and of the register, a region's own or KB's all."""
    works_in_register = user.has_perm("library_plans.view_edition")
    editions = Edition.objects.all() if works_in_register else editions_in(actor_of(user).counties_in_charge)
    shown = Q(editions__in=editions.values("pk")) | Q(pages__in=explorable_pages(Page, user).values("pk"))
    return Link.objects.in_use().filter(pk__in=Link.objects.filter(shown).values("pk"))


class LinkFilterSet(WagtailFilterSet):
    """Filters by what was found, whether it lasts, whether an editor has handled it, where it stands, and by county."""

    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("What was found"), choices=[one for one in Outcome.choices if one[0] not in FINE]
    )
    varar = django_filters.ChoiceFilter(
        label=gettext_lazy("Found several nights in a row"), choices=YES_OR_NO, method="by_lasting"
    )
    hanterad = django_filters.ChoiceFilter(label=gettext_lazy("Handled"), choices=YES_OR_NO, method="by_handling")
    star = django_filters.ChoiceFilter(
        label=gettext_lazy("Stands in"),
        choices=[("utgava", gettext_lazy("the register")), ("sida", gettext_lazy("a page"))],
        method="by_place",
    )
    lan = django_filters.ModelChoiceFilter(
        label=gettext_lazy("County"), queryset=Organisation.objects.regions(), method="by_county"
    )

    class Meta:
        model = Link
        fields: list[str] = []

    def by_lasting(self, links: Any, name: str, value: str) -> Any:
        lasting = Link.objects.lasting().values("pk")
        return links.filter(pk__in=lasting) if value == "ja" else links.exclude(pk__in=lasting)

    def by_handling(self, links: Any, name: str, value: str) -> Any:
        return links.filter(handled_at__isnull=value == "nej")

    def by_place(self, links: Any, name: str, value: str) -> Any:
        field = "editions" if value == "utgava" else "pages"
        return links.filter(**{f"{field}__isnull": False})

    def by_county(self, links: Any, name: str, region: Organisation) -> Any:
        return links.filter(editions__in=editions_in([region.county_code]))


class PlacesColumn(Column):
    """Where a link stands, each place with its address."""

    cell_template_name = "link_monitor/admin/places_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        may_edit_plans = parent_context["request"].user.has_perm("library_plans.change_plan")
        return {**context, "places": linked_places(instance, may_edit_plans=may_edit_plans)}


def finding(link: Link) -> str:
    """The sentence, and what is to be said beside it."""
    return f"{link.get_outcome_display()} {link.detail}".strip()


def handling(link: Link) -> str:
    """By whom and when it was handled; empty before."""
    if link.handled_at is None:
        return ""
    day = date_format(localtime(link.handled_at), "Y-m-d")
    return f"{link.handled_by}, {day}" if link.handled_by else day


class CaseColumn(Column):
    """The case that the link has, by its number."""

    cell_template_name = "link_monitor/admin/case_cell.html"


class HandleColumn(Column):
    """A button that marks a link as handled, or as not handled after all."""

    cell_template_name = "link_monitor/admin/handle_cell.html"

    def get_cell_context_data(self, instance: Link, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        back = f"{reverse('monitored_links')}?{request.GET.urlencode()}"
        may_handle = request.user.has_perm(HANDLE_PERMISSION)
        return {**context, "may_handle": may_handle, "next": back, "csrf_token": get_token(request)}


class LinkListView(ColumnExportMixin, generic.IndexView):
    """Each link at which the last visit found something wrong, what has been so for longest first."""

    model = Link
    template_name = "link_monitor/admin/link_listing.html"
    page_title = gettext_lazy("Links to other websites")
    header_icon = "link-external"
    index_url_name = "monitored_links"
    index_results_url_name = "monitored_links_results"
    any_permission_required = ["view"]
    filterset_class = LinkFilterSet
    default_ordering = "since"
    paginate_by = 50
    export_filename = "lankar-till-andra-webbplatser"
    list_display = [
        Column("address", label=gettext_lazy("Address"), sort_key="address"),
        Column("finding", label=gettext_lazy("What was found"), accessor=finding, sort_key="outcome"),
        PlacesColumn("places", label=gettext_lazy("Stands in"), accessor=places),
        DateColumn("since", label=gettext_lazy("Since"), sort_key="since"),
        Column("nights", label=gettext_lazy("Nights"), sort_key="nights"),
        DateColumn("visited_at", label=gettext_lazy("Last visited"), sort_key="visited_at"),
        CaseColumn("case", label=gettext_lazy("Case"), accessor="case.number"),
        Column("handled", label=gettext_lazy("Handled"), accessor=handling, sort_key="handled_at"),
        HandleColumn("handle", label=""),
    ]

    def get_base_queryset(self) -> Any:
        pages = explorable_pages(Page, self.request.user)
        return (
            listed_links(self.request.user)
            .faulty()
            .select_related("handled_by", "case")
            .prefetch_related(*edition_prefetches(), Prefetch("pages", queryset=pages))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "last_run": Run.objects.exclude(ended_at=None).first()}


@require_POST
def handle_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a link as handled by the user now; with `handled=nej` as not handled. Another finding unmarks it."""
    user: Any = request.user
    if not user.has_perm(HANDLE_PERMISSION):
        raise PermissionDenied
    link = get_object_or_404(listed_links(user), pk=pk)
    is_handled = request.POST.get("handled") != "nej"
    link.handled_at = timezone.now() if is_handled else None
    link.handled_by = user if is_handled else None
    link.save(update_fields=["handled_at", "handled_by"])
    return redirect(get_valid_next_url_from_request(request) or "monitored_links")

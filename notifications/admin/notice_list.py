"""The log of mail in the admin, with what waits in the outbox: seen by KB, and by a region for its own county."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from accounts.actors import actor_of
from content.admin.column_export import ColumnExportMixin
from notifications.choices import NoticeState
from notifications.models import Notice
from notifications.reasons import reason_choices


class NoticeFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=NoticeState.choices)
    reason = django_filters.ChoiceFilter(label=_("Why"), choices=reason_choices)
    about = django_filters.CharFilter(label=_("Number of the case"))
    organisation = django_filters.CharFilter(label=_("Code of the organisation"), field_name="organisation__code")
    since = django_filters.DateFilter(label=_("Written from"), field_name="created_at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=_("Written until"), field_name="created_at", lookup_expr="date__lte")

    class Meta:
        model = Notice
        fields: list[str] = []


class NoticeListView(ColumnExportMixin, generic.IndexView):
    """Each notice, the newest first."""

    model = Notice
    page_title = _("Mail")
    header_icon = "mail"
    index_url_name = "notices"
    index_results_url_name = "notices_results"
    any_permission_required = ["view"]
    filterset_class = NoticeFilterSet
    default_ordering = "-created_at"
    paginate_by = 50
    export_filename = "utskick"
    list_display = [
        TitleColumn(
            "subject",
            label=_("Subject"),
            get_url=lambda notice: reverse("notice", args=[notice.pk]),
            sort_key="subject",
            width="30%",
        ),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("to", label=_("To"), accessor="to_address"),
        Column("why", label=_("Why"), accessor="reason_label", sort_key="reason"),
        Column("about", label=_("About"), sort_key="about"),
        Column("organisation", label=_("Organisation"), sort_key="organisation__sort_key"),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> Any:
        return Notice.objects.seen_by(actor_of(self.request.user)).select_related("user", "organisation")

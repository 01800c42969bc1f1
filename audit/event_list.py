"""The log in the admin: read, filtered and taken out, never changed."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from audit.choices import Action
from audit.models import AuditEvent
from content.admin.column_export import ColumnExportMixin


class AuditEventFilterSet(WagtailFilterSet):
    action = django_filters.ChoiceFilter(label=_("What"), choices=Action.choices)
    user = django_filters.CharFilter(label=_("E-mail address"), field_name="user__email", lookup_expr="icontains")
    organisation = django_filters.CharFilter(label=_("Code of the organisation"))

    class Meta:
        model = AuditEvent
        fields: list[str] = []


class AuditEventListView(ColumnExportMixin, generic.IndexView):
    """Each event, the newest first."""

    model = AuditEvent
    page_title = _("Log of sign-ins and rights")
    header_icon = "history"
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    any_permission_required = ["view"]
    filterset_class = AuditEventFilterSet
    default_ordering = "-at"
    paginate_by = 50
    export_filename = "logg"
    list_display = [
        DateColumn("at", label=_("Time"), sort_key="at"),
        Column("action", label=_("What"), accessor="get_action_display", sort_key="action"),
        Column("user", label=_("Person"), sort_key="user__email"),
        Column("roles", label=_("Roles")),
        Column("organisation", label=_("Organisation"), sort_key="organisation"),
        Column("path", label=_("Address")),
    ]

    def get_base_queryset(self) -> object:
        return super().get_base_queryset().select_related("user")

"""The list of blocked content in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from content.admin.column_export import ColumnExportMixin
from operations.models import PolicyViolation


class PolicyViolationListView(ColumnExportMixin, generic.IndexView):
    """What browsers have reported of each page, the latest first."""

    model = PolicyViolation
    page_title = _("Blocked content")
    header_icon = "warning"
    index_url_name = "policy_violations"
    index_results_url_name = "policy_violations_results"
    any_permission_required = ["view"]
    default_ordering = "-last_at"
    paginate_by = 50
    export_filename = "blockerat-innehall"
    list_display = [
        Column("page", label=_("Address"), sort_key="page"),
        Column("directive", label=_("Rule"), sort_key="directive"),
        Column("blocked", label=_("What was blocked"), sort_key="blocked"),
        Column("number", label=_("Times"), sort_key="number"),
        DateColumn("last_at", label=_("Last seen"), sort_key="last_at"),
    ]

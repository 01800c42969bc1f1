"""Lists of the register in the admin: plans, files, decisions, and the status of municipalities and regions.

Each is filtered, sorted, searched and exported as it is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from content.admin.column_export import ColumnExportMixin
from content.admin.word_search import with_words
from library_plans.admin.filters import VOIDED, VOIDED_PLANS, DecisionFilterSet, EditionFilterSet, OwnerStatusFilterSet
from library_plans.admin.search import find_decisions, find_editions, find_plans
from library_plans.admin.voiding import void_url
from library_plans.models import Decision, Edition, OwnerStatusPeriod, Plan, PlanStatusPeriod
from library_plans.querysets import PlanQuerySet
from library_plans.register.coverage import owner_periods_on
from library_plans.register.presentation import notes_text, period_text
from library_plans.status_periods.statuses import plan_statuses

ROWS_PER_PAGE = 50


def edit_url(plan: Plan) -> str:
    """The form; of a plan registered in error the view that tells why and takes it back."""
    return void_url(plan) if plan.is_voided else reverse("plans:edit", args=[plan.pk])


def status_text(plan: Any) -> str:
    if plan.is_voided:
        return _("Registered in error")
    return ", ".join(filter(None, [str(plan.current_status.label), notes_text(plan.current_status)]))


def text_states(plan: Plan) -> str:
    """The text state of each edition: "1: text, 2: väntar på att läsas"."""
    editions = sorted(plan.editions.all(), key=lambda edition: edition.number)
    return ", ".join(f"{edition.number}: {text_state(edition)}" for edition in editions) or _("no file")


def text_state(edition: Edition) -> str:
    return _("registered in error") if edition.is_voided else str(edition.get_state_display())


def last_day(plan: Any) -> date | str:
    return "" if plan.is_voided else plan.current_status.last_day or ""


PLAN_COLUMNS = [
    TitleColumn("title", label=gettext_lazy("Plan"), accessor="title", get_url=edit_url, sort_key="title"),
    Column("owners", label=gettext_lazy("Owner"), accessor="owner_names"),
    Column("period", label=gettext_lazy("Period"), accessor=period_text, sort_key="starts"),
    Column("status", label=gettext_lazy("Status"), accessor=status_text),
    Column("last", label=gettext_lazy("Last day"), accessor=last_day, sort_key="last_day"),
    Column("text", label=gettext_lazy("Text"), accessor=text_states),
]


class PlanIndexView(ColumnExportMixin, generic.IndexView):
    """The register, a line for each plan; the statuses of the shown lines are fetched in one query."""

    export_filename = "planer"

    @cached_property
    def header_buttons(self) -> list[Any]:
        """With the way to many plans at once beside that to one."""
        many = HeaderButton(_("Enter many plans"), url=reverse("plan_batches:new"), icon_name="folder-open-inverse")
        return [*super().header_buttons, *([many] if self.user_has_permission("add") else [])]

    def get_base_queryset(self) -> PlanQuerySet:
        return self.chosen_plans().owned().in_register_order()

    def chosen_plans(self) -> PlanQuerySet:
        """The plans of the register, or those registered in error where the filter asks for them."""
        voided = self.request.GET.get(VOIDED) == VOIDED_PLANS
        plans: PlanQuerySet = Plan.all_objects.all() if voided else Plan.objects.all()
        period = PlanStatusPeriod.objects.on(timezone.localdate()).filter(plan=OuterRef("pk"))
        return plans.annotate(last_day=Subquery(period.values("effective_end")[:1])).with_owners_and_editions()

    def search_queryset(self, queryset: QuerySet[Plan]) -> QuerySet[Plan]:
        return find_plans(queryset, self.search_query) if self.is_searching else queryset

    def decorate(self, rows: list[Any]) -> list[Any]:
        statuses = plan_statuses(rows, timezone.localdate())
        for plan in rows:
            plan.current_status = statuses.get(plan.pk)
        return rows


class PlansWithoutOwnerView(PlanIndexView):
    """Plans that were collected without an owner. They are neither public nor searched."""

    page_title = gettext_lazy("Without owner")
    header_icon = "folder-inverse"
    export_filename = "utan-agare"

    def get_base_queryset(self) -> PlanQuerySet:
        return self.chosen_plans().without_owner().order_by("created_at", "pk")


class EditionListView(ColumnExportMixin, generic.IndexView):
    """Every collected file with how the reading went, the latest first."""

    model = Edition
    page_title = gettext_lazy("Files")
    header_icon = "doc-full"
    index_url_name = "library_plans_files"
    index_results_url_name = "library_plans_files_results"
    any_permission_required = ["view", "change"]
    filterset_class = EditionFilterSet
    search_fields = ["original_name"]
    default_ordering = "-fetched_at"
    paginate_by = ROWS_PER_PAGE
    export_filename = "filer"
    list_display = [
        TitleColumn(
            "file",
            label=gettext_lazy("File"),
            accessor=lambda edition: edition.original_name or str(edition),
            get_url=lambda edition: edit_url(edition.plan),
            sort_key="original_name",
        ),
        Column("plan", label=gettext_lazy("Plan"), accessor="plan.title", sort_key="plan__title"),
        Column("owners", label=gettext_lazy("Owner"), accessor="plan.owner_names"),
        Column("state", label=gettext_lazy("Text"), accessor="get_state_display", sort_key="state"),
        Column("reason", label=gettext_lazy("Reason"), accessor="reason_for_editors"),
        Column("pages", label=gettext_lazy("Pages"), accessor="page_count", sort_key="page_count"),
        DateColumn("fetched_at", label=gettext_lazy("Fetched"), sort_key="fetched_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Edition]:
        files = Edition.objects.select_related("plan").defer("section_starts")
        return files.prefetch_related("plan__owners__organisation")

    def search_queryset(self, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        return find_editions(queryset, self.search_query) if self.is_searching else queryset


class DecisionListView(ColumnExportMixin, generic.IndexView):
    """Every decision in the register, the latest first."""

    model = Decision
    page_title = gettext_lazy("Decisions")
    header_icon = "form"
    index_url_name = "library_plans_decisions"
    index_results_url_name = "library_plans_decisions_results"
    any_permission_required = ["view", "change"]
    filterset_class = DecisionFilterSet
    search_fields = ["dnr"]
    default_ordering = "-decided_on"
    paginate_by = ROWS_PER_PAGE
    export_filename = "beslut"
    list_display = [
        TitleColumn(
            "plan",
            label=gettext_lazy("Plan"),
            accessor="plan.title",
            get_url=lambda decision: edit_url(decision.plan),
            sort_key="plan__title",
        ),
        Column("owners", label=gettext_lazy("Owner"), accessor="plan.owner_names"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("decided_on", label=gettext_lazy("Date"), sort_key="decided_on"),
        Column("body", label=gettext_lazy("Decided by"), accessor="get_body_display", sort_key="body"),
        Column("section", label=gettext_lazy("Paragraph (§)")),
        Column("dnr", label=gettext_lazy("Reference number"), sort_key="dnr"),
    ]

    def get_base_queryset(self) -> QuerySet[Decision]:
        return Decision.objects.select_related("plan").prefetch_related("plan__owners__organisation")

    def search_queryset(self, queryset: QuerySet[Decision]) -> QuerySet[Decision]:
        return find_decisions(queryset, self.search_query) if self.is_searching else queryset


def owner_url(period: OwnerStatusPeriod) -> str:
    return reverse("library_plans:owner", args=[period.organisation.code, period.organisation.slug])


class OwnerStatusListView(ColumnExportMixin, generic.IndexView):
    """Every municipality and region in its role, with its status today; those without a plan too."""

    model = OwnerStatusPeriod
    page_title = gettext_lazy("Municipalities and regions")
    header_icon = "group"
    index_url_name = "library_plans_owners"
    index_results_url_name = "library_plans_owners_results"
    any_permission_required = ["view", "change"]
    filterset_class = OwnerStatusFilterSet
    search_fields = ["organisation__name"]
    paginate_by = ROWS_PER_PAGE
    export_filename = "kommuner-och-regioner"
    list_display = [
        TitleColumn(
            "organisation",
            label=gettext_lazy("Organisation"),
            accessor="organisation.display_name",
            get_url=owner_url,
            sort_key="organisation__sort_key",
        ),
        Column("role", label=gettext_lazy("Level"), accessor="get_role_display", sort_key="role"),
        Column("county", label=gettext_lazy("County"), accessor="organisation.county_name"),
        Column("status", label=gettext_lazy("Status"), accessor="get_code_display", sort_key="code"),
        Column("plan", label=gettext_lazy("Plan"), accessor="plan_period.plan.title"),
        Column(
            "last_day",
            label=gettext_lazy("Last day"),
            accessor="plan_period.effective_end",
            sort_key="plan_period__effective_end",
        ),
    ]

    @property
    def permission_policy(self) -> Any:
        """That of plans: the rows are derived from them."""
        return policy_registry.get_by_type(Plan)

    def get_base_queryset(self) -> QuerySet[OwnerStatusPeriod]:
        return owner_periods_on(timezone.localdate()).select_related("organisation", "plan_period__plan")

    def search_queryset(self, queryset: QuerySet[OwnerStatusPeriod]) -> QuerySet[OwnerStatusPeriod]:
        return with_words(queryset, self.search_query, ("organisation__name", "organisation__display_name"))


LISTS: tuple[type[generic.IndexView], ...] = (EditionListView, DecisionListView, OwnerStatusListView)

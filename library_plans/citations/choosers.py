"""Choosers of plans and editions, named with their owners because many plans have the same title."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from content.admin.choosers import (
    ChooserSearchForm,
    LabelledChosenView,
    SearchChooserViewSet,
    SearchChooseView,
    SearchResultsView,
)
from library_plans.models import Edition, Plan


def plan_name(plan: Plan) -> str:
    """`Östhammars kommun: Biblioteksplan 2024–2027`; the title alone while nobody owns it."""
    return ": ".join(part for part in (plan.owner_names, plan.title) if part)


class OwnedRowsMixin:
    """Files that nobody owns yet are offered to those who register plans alone."""

    request: Any

    def filter_object_list(self, rows: Any) -> Any:
        found = super().filter_object_list(rows)  # type: ignore[misc]
        return found if self.registers_plans else found.owned()

    def get_object(self, pk: Any) -> Any:
        found = super().get_object(pk)  # type: ignore[misc]
        if not self.registers_plans and not type(found).objects.owned().filter(pk=found.pk).exists():
            raise PermissionDenied
        return found

    @property
    def registers_plans(self) -> bool:
        return bool(self.request.user.has_perm("library_plans.change_plan"))


class OwnedChooseView(OwnedRowsMixin, SearchChooseView):
    pass


class OwnedResultsView(OwnedRowsMixin, SearchResultsView):
    pass


class OwnedChosenView(OwnedRowsMixin, LabelledChosenView):
    pass


class OwnedChooserViewSet(SearchChooserViewSet):
    """What both choosers share."""

    choose_view_class = OwnedChooseView
    choose_results_view_class = OwnedResultsView
    chosen_view_class = OwnedChosenView


class PlanChooserViewSet(OwnedChooserViewSet):
    """Chooses a plan, for example the predecessor of another."""

    model = Plan
    icon = "doc-full"
    choose_one_text = _("Choose a plan")
    choose_another_text = _("Choose another plan")
    search_fields = ("title", "owners__organisation__display_name", "owners__organisation__name")

    def get_object_list(self) -> QuerySet[Plan]:
        return Plan.objects.in_register_order().prefetch_related("owners__organisation")

    def row_label(self, row: Any) -> str:
        return plan_name(row)


class EditionFilterForm(ChooserSearchForm):
    """Filters by words, and by plan when the form that opens the chooser has one chosen."""

    plan = forms.ModelChoiceField(Plan.objects.all(), required=False, widget=forms.HiddenInput)

    def filter(self, objects: QuerySet[Edition]) -> QuerySet[Edition]:
        plan = self.cleaned_data["plan"]
        return super().filter(objects.filter(plan=plan) if plan else objects)


class EditionChooserViewSet(OwnedChooserViewSet):
    """Chooses an edition of a plan."""

    model = Edition
    icon = "doc-full-inverse"
    choose_one_text = _("Choose an edition")
    choose_another_text = _("Choose another edition")
    search_form_class = EditionFilterForm
    preserve_url_parameters = [*SearchChooserViewSet.preserve_url_parameters, "plan"]
    search_fields = tuple(f"plan__{name}" for name in PlanChooserViewSet.search_fields)

    def get_object_list(self) -> QuerySet[Edition]:
        return Edition.objects.select_related("plan").prefetch_related("plan__owners__organisation").order_by("-pk")

    def row_label(self, row: Any) -> str:
        return f"{plan_name(row.plan)}, {row.number}"


plan_chooser = PlanChooserViewSet("plan_chooser", url_prefix="valj-plan")
edition_chooser = EditionChooserViewSet("edition_chooser", url_prefix="valj-utgava")

"""The form that gives a collected plan its first owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library_plans.choices import OwnerRole, PlanKind
from library_plans.models import Plan, PlanOwner
from library_plans.owner_suggestions import OwnerSuggestion, sure_owner
from library_plans.status_periods.sync import batched_updates
from organisations.directory import OrganisationEntry, organisation_directory
from organisations.models import Organisation


class OwnerForm(forms.ModelForm):
    """Whose plan it is, what it is called and of what kind: enough to put it in the register."""

    organisation = forms.ChoiceField(label=gettext_lazy("Owner"))

    class Meta:
        model = Plan
        fields = ("title", "kind")

    field_order = ("organisation", "title", "kind")

    def __init__(self, *args: Any, suggestions: Sequence[OwnerSuggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        organisation.choices = owner_choices(suggestions)  # type: ignore[attr-defined]
        organisation.widget.attrs["autofocus"] = True
        owner = sure_owner(suggestions)
        if owner:
            self.initial["organisation"] = owner.code
        if owner and not owner.is_municipality and self.instance.kind == PlanKind.MUNICIPAL:
            self.initial["kind"] = PlanKind.REGIONAL

    def clean_organisation(self) -> Organisation:
        return Organisation.objects.get(code=self.cleaned_data["organisation"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        owner, kind = cleaned.get("organisation"), cleaned.get("kind")
        if owner and kind and (problem := kind_problem(owner, kind)):
            self.add_error("kind", problem)
        return cleaned

    def save(self, commit: bool = True) -> Plan:
        """The plan in the register, with its first owner."""
        with batched_updates():
            plan: Plan = super().save(commit)
            owner = self.cleaned_data["organisation"]
            PlanOwner(plan=plan, organisation=owner, role=owner_role(owner, plan.kind)).save()
        return plan


def owner_choices(suggestions: Sequence[OwnerSuggestion]) -> list[tuple[str, Any]]:
    """All organisations, the suggested ones first, then by county."""
    suggested = [(one.organisation.code, one.organisation.display_name) for one in suggestions]
    by_county: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in organisation_directory():
        if (choice := (row.code, row.display_name)) not in suggested:
            by_county[row.county_name or _("The country")].append(choice)
    first = [(_("Suggested by the text"), suggested)] if suggested else []
    return [("", _("Choose an organisation")), *first, *by_county.items()]


def kind_problem(owner: Organisation | OrganisationEntry, kind: str) -> str:
    """Why an organisation cannot have a plan of a kind; empty when it can."""
    if kind == PlanKind.REGIONAL and not owner.region_code:
        return _("Only a region has a regional library plan.")
    if kind == PlanKind.MUNICIPAL and owner.region_code and not owner.is_municipality:
        return _("A region has no municipal library plan.")
    return ""


def owner_role(organisation: Organisation, kind: str) -> OwnerRole:
    """The role in which an organisation owns a plan of a kind; Gotland has two."""
    if organisation.region_code and (kind == PlanKind.REGIONAL or not organisation.is_municipality):
        return OwnerRole.REGION
    return OwnerRole.MUNICIPALITY if organisation.is_municipality else OwnerRole.OTHER


def save_if_without_owner(form: OwnerForm) -> bool:
    """Save a valid form, unless somebody has given the plan an owner meanwhile."""
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=form.instance.pk)
        if PlanOwner.objects.filter(plan=form.instance.pk).exists():
            return False
        form.save()
    return True

"""Which form a kind of case has, and what its fields are called when a case is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise

from library_plans.models import Plan
from library_plans.rules import format_day
from submissions.choices import Kind
from submissions.forms.base import FILE, LINK, CaseForm, DayField
from submissions.forms.contributions import ContentForm, ExperienceForm, InvitationForm, ReportForm, ThemeForm
from submissions.forms.plans import DecisionForm, PlanFileForm, PlanForm
from submissions.forms.tips import TipForm
from submissions.models import Submission

FORMS: Mapping[Kind, type[CaseForm]] = {
    Kind.PLAN: PlanForm,
    Kind.DECISION: DecisionForm,
    Kind.REPORT: ReportForm,
    Kind.CONTENT: ContentForm,
    Kind.THEME: ThemeForm,
    Kind.EXPERIENCE: ExperienceForm,
    Kind.INVITATION: InvitationForm,
}
WITH_FILE = (Kind.PLAN, Kind.REPORT)
HIDDEN = ("organisation", "email", "website")  # of a tip: they stand on the case and in its contact


def form_fields(kind: str) -> dict[str, forms.Field]:
    """The fields of both steps of a kind, by name, in their order."""
    if kind == Kind.TIP:
        return {name: field for name, field in TipForm.base_fields.items() if name not in HIDDEN}
    first = PlanFileForm.base_fields if kind == Kind.PLAN else {}
    return {**FORMS[Kind(kind)].base_fields, **first}


def field_labels(kind: str) -> dict[str, str | Promise]:
    """What the fields of a kind are called: those that a completion may ask for."""
    return {name: field.label or name for name, field in form_fields(kind).items()}


def shown_values(case: Submission) -> Iterator[tuple[str | Promise, Any]]:
    """What was sent as label and value, in words, in the order of the form; empty fields are left out."""
    for name, field in form_fields(case.kind).items():
        value = case.source_url if name == LINK else case.data.get(name)
        if value not in (None, "", []) and name != FILE:
            yield field.label or name, in_words(field, value, case)


def in_words(field: forms.Field, value: Any, case: Submission) -> Any:
    if isinstance(field, DayField):
        return format_day(date.fromisoformat(value))
    if isinstance(field, forms.TypedChoiceField):
        return Plan.all_objects.filter(pk=value).first() or value
    if isinstance(field, forms.ChoiceField):
        labels = dict(field.choices)  # type: ignore[arg-type]
        return ", ".join(str(labels.get(one, one)) for one in (value if isinstance(value, list) else [value]))
    return value

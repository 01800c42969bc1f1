"""Filters of the admin's lists of plans, files, decisions, municipalities and regions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from library_plans.choices import (
    IN_FORCE_CODES,
    PLAN_CODES,
    DecisionBody,
    DecisionKind,
    OwnerRole,
    PlanKind,
    StatusCode,
)
from library_plans.models import Decision, Edition, OwnerStatusPeriod, Plan, PlanStatusPeriod
from library_plans.models.editions import STATE_CHOICES
from library_plans.querysets import EditionQuerySet, PlanQuerySet, StatusPeriodQuerySet
from organisations.directory import organisation_directory

YEARS_BACK, YEARS_AHEAD = 6, 10
MAX_MONTHS = 120
UNREADABLE, DOUBTFUL = "olasbar", "tveksam"  # values of the filter of files
VOIDED, VOIDED_PLANS = "felregistrerat", "plan"  # the filter's name in the address, and its value for whole plans


def counties() -> list[tuple[str, str]]:
    return list(organisation_directory().counties.items())


def years() -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this - YEARS_BACK, this + YEARS_AHEAD + 1)]


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that has no such day.

    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ending_within(plans: PlanQuerySet, months: int) -> PlanQuerySet:
    """Plans in force today whose last day by all decisions comes within so many months."""
    today = timezone.localdate()
    periods = PlanStatusPeriod.objects.on(today).filter(code__in=IN_FORCE_CODES)
    return plans.with_period(periods.filter(effective_end__lte=add_months(today, months)))


class IntegerFilter(django_filters.Filter):
    """A whole number; the list is not filtered by anything else."""

    field_class = forms.IntegerField


class PlanFilterSet(WagtailFilterSet):
    """Filters by county, level, kind, status, the end, and whether any decision is known."""

    lan = django_filters.ChoiceFilter(label=_("County"), choices=counties, method="by_county")
    niva = django_filters.ChoiceFilter(label=_("Level"), choices=OwnerRole.choices, method="by_role")
    kind = django_filters.ChoiceFilter(label=_("Kind of plan"), choices=PlanKind.choices)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(code.value, code.label) for code in PLAN_CODES], method="by_status"
    )
    ar = django_filters.ChoiceFilter(label=_("Goes out in the year"), choices=years, method="by_last_year")
    felregistrerat = django_filters.ChoiceFilter(
        label=_("Registered in error"),
        choices=[(VOIDED_PLANS, _("plan")), ("beslut", _("decision")), ("utgava", _("edition"))],
        method="by_voided",
    )

    manader = IntegerFilter(
        label=_("Goes out within so many months"), min_value=1, max_value=MAX_MONTHS, method="by_months"
    )
    beslut = django_filters.ChoiceFilter(
        label=_("Decisions"), choices=[("saknas", _("none in the register"))], method="by_decisions"
    )

    class Meta:
        model = Plan
        fields: list[str] = []

    def by_county(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return plans.in_county(value)

    def by_role(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return plans.filter(pk__in=Plan.objects.filter(owners__role=value).values("pk"))

    def by_status(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return plans.with_period(PlanStatusPeriod.objects.on(timezone.localdate()).filter(code=value))

    def by_last_year(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        ending = PlanStatusPeriod.objects.on(timezone.localdate()).filter(effective_end__year=value)
        return plans.with_period(ending)

    def by_voided(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        if value == VOIDED_PLANS:
            return plans.filter(voided_at__isnull=False)
        rows = Decision.all_objects if value == "beslut" else Edition.all_objects
        return plans.filter(pk__in=rows.filter(voided_at__isnull=False).values("plan"))

    def by_months(self, plans: PlanQuerySet, name: str, value: int) -> PlanQuerySet:
        return ending_within(plans, value)

    def by_decisions(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return plans.filter(pk__in=Plan.objects.without_decisions().values("pk"))


class EditionFilterSet(WagtailFilterSet):
    """Filters by how the reading went, the state of the text and the county of an owner."""

    lage = django_filters.ChoiceFilter(
        label=_("Reading"),
        choices=[(UNREADABLE, _("cannot be read")), (DOUBTFUL, _("text with gaps or of poor quality"))],
        method="by_reading",
    )
    granskad = django_filters.ChoiceFilter(
        label=_("Looked through"), choices=[("ja", _("yes")), ("nej", _("no"))], method="by_review"
    )
    state = django_filters.ChoiceFilter(label=_("Text"), choices=STATE_CHOICES)
    lan = django_filters.ChoiceFilter(label=_("County"), choices=counties, method="by_county")

    class Meta:
        model = Edition
        fields: list[str] = []

    def by_review(self, editions: EditionQuerySet, name: str, value: str) -> EditionQuerySet:
        return editions.filter(reviewed_at__isnull=value == "nej")

    def by_reading(self, editions: EditionQuerySet, name: str, value: str) -> EditionQuerySet:
        return editions.unreadable() if value == UNREADABLE else editions.doubtful()

    def by_county(self, editions: EditionQuerySet, name: str, value: str) -> EditionQuerySet:
        return editions.filter(plan__in=Plan.objects.in_county(value).values("pk"))


class DecisionFilterSet(WagtailFilterSet):
    """Filters by kind, body and year."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=DecisionKind.choices)
    body = django_filters.ChoiceFilter(label=_("Decided by"), choices=DecisionBody.choices)
    ar = IntegerFilter(label=_("Year"), field_name="decided_on__year", min_value=1900, max_value=2100)

    class Meta:
        model = Decision
        fields: list[str] = []


class OwnerStatusFilterSet(WagtailFilterSet):
    """Filters by county, level, status and whether KB counts a plan as current."""

    lan = django_filters.ChoiceFilter(label=_("County"), choices=counties, field_name="organisation__county_code")
    niva = django_filters.ChoiceFilter(
        label=_("Level"),
        choices=[choice for choice in OwnerRole.choices if choice[0] != OwnerRole.OTHER],
        field_name="role",
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=StatusCode.choices, field_name="code")
    aktuell = django_filters.ChoiceFilter(
        label=_("Counted as current by KB"), choices=[("ja", _("yes")), ("nej", _("no"))], method="by_currency"
    )

    class Meta:
        model = OwnerStatusPeriod
        fields: list[str] = []

    def by_currency(self, periods: StatusPeriodQuerySet, name: str, value: str) -> StatusPeriodQuerySet:
        return periods.filter(is_current=value == "ja")

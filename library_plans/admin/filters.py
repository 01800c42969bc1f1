"""Filters of the admin's list of plans."""

from __future__ import annotations

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from library_plans.choices import PLAN_CODES, OwnerRole, PlanKind
from library_plans.models import Plan, PlanStatusPeriod
from library_plans.querysets import PlanQuerySet
from organisations.directory import organisation_directory

YEARS_BACK, YEARS_AHEAD = 6, 10


def counties() -> list[tuple[str, str]]:
    return list(organisation_directory().counties.items())


def years() -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this - YEARS_BACK, this + YEARS_AHEAD + 1)]


class PlanFilterSet(WagtailFilterSet):
    """Filters by county, level, kind, status and the year in which the plan ends."""

    lan = django_filters.ChoiceFilter(label=_("County"), choices=counties, method="by_county")
    niva = django_filters.ChoiceFilter(label=_("Level"), choices=OwnerRole.choices, method="by_role")
    kind = django_filters.ChoiceFilter(label=_("Kind of plan"), choices=PlanKind.choices)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(code.value, code.label) for code in PLAN_CODES], method="by_status"
    )
    ar = django_filters.ChoiceFilter(label=_("Goes out in the year"), choices=years, method="by_last_year")

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

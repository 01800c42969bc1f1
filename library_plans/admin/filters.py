"""The filters of the register's list: some ask the database, some the rules."""

from __future__ import annotations

from collections.abc import Callable

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from library_plans.choices import OwnerRole, PlanKind, StatusCode
from library_plans.models import Plan
from library_plans.querysets import PlanQuerySet
from library_plans.register.snapshots import plan_snapshots
from library_plans.rules import LABELS, PLAN_CODES, PlanSnapshot, effective_end, status
from organisations.names import names

YEARS_BACK, YEARS_AHEAD = 6, 10


def counties() -> list[tuple[str, str]]:
    return list(names().counties.items())


def years() -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this - YEARS_BACK, this + YEARS_AHEAD + 1)]


def where(plans: PlanQuerySet, holds: Callable[[PlanSnapshot], bool]) -> PlanQuerySet:
    """The plans of which something is so by the rules."""
    return plans.filter(pk__in=[key for key, facts in plan_snapshots().items() if holds(facts)])


class PlanFilterSet(WagtailFilterSet):
    """Län, level, kind, state and the year in which the plan goes out."""

    lan = django_filters.ChoiceFilter(label=_("County"), choices=counties, method="by_county")
    niva = django_filters.ChoiceFilter(label=_("Level"), choices=OwnerRole.choices, method="by_role")
    kind = django_filters.ChoiceFilter(label=_("Kind of plan"), choices=PlanKind.choices)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(code.value, LABELS[code]) for code in PLAN_CODES], method="by_status"
    )
    ar = django_filters.ChoiceFilter(label=_("Goes out in the year"), choices=years, method="by_last_year")

    class Meta:
        model = Plan
        fields: list[str] = []

    def by_county(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return plans.filter(pk__in=Plan.objects.filter(owners__organisation__county_code=value).values("pk"))

    def by_role(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        return plans.filter(pk__in=Plan.objects.filter(owners__role=value).values("pk"))

    def by_status(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        today = timezone.localdate()
        return where(plans, lambda facts: status(facts, today).code == StatusCode(value))

    def by_last_year(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        today = timezone.localdate()

        def goes_out(facts: PlanSnapshot) -> bool:
            last = effective_end(facts, today).last
            return last is not None and last.year == int(value)

        return where(plans, goes_out)

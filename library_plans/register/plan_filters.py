"""Filters of plans as database conditions on a day; the names are those of the search's filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from library_plans.choices import ADOPTIONS
from library_plans.models import Decision, PlanOwner, PlanStatusPeriod
from library_plans.querysets import PlanQuerySet

OPEN_ENDED = "tills-vidare"
Condition = Callable[[Collection[str], date], Q]


def apply_filters(plans: PlanQuerySet, wanted: Mapping[str, Collection[str]], on: date) -> PlanQuerySet:
    """The plans that have, on a day, one of the values wanted for each name.

    The names are those of the index: the search page's own, and `borjar` (the year the period starts) and `antagen`
    (the year of an adoption). A decision counts from its day.
    """
    for name, values in wanted.items():
        plans = plans.filter(FILTERS[name](values, on))
    return plans


def has_related(rows: QuerySet) -> Q:
    return Q(Exists(rows.filter(plan=OuterRef("pk"))))


def owner_filter(field: str) -> Condition:
    return lambda values, on: has_related(PlanOwner.objects.filter(**{f"{field}__in": values}))


def decision_filter(field: str, **extra: Any) -> Condition:
    def condition(values: Collection[str], on: date) -> Q:
        return has_related(Decision.objects.filter(decided_on__lte=on, **{f"{field}__in": values}, **extra))

    return condition


def end_filter(values: Collection[str], on: date) -> Q:
    """The year of the end that holds on the day, or no end while a start is known or none was meant."""
    periods = PlanStatusPeriod.objects.on(on)
    years = [int(value) for value in values if value != OPEN_ENDED]
    condition = has_related(periods.filter(effective_end__year__in=years))
    if OPEN_ENDED in values:
        known = Q(starts__isnull=False) | Q(until_further_notice=True)
        condition |= known & has_related(periods.filter(effective_end__isnull=True))
    return condition


FILTERS: Mapping[str, Condition] = {
    "niva": owner_filter("role"),
    "lan": owner_filter("organisation__county_code"),
    "kommun": owner_filter("organisation__code"),
    "typ": lambda values, on: Q(kind__in=values),
    "status": lambda values, on: has_related(PlanStatusPeriod.objects.on(on).filter(code__in=values)),
    "period": end_filter,
    "borjar": lambda values, on: Q(starts__year__in=values),
    "beslut": decision_filter("kind"),
    "antagen": decision_filter("decided_on__year", kind__in=ADOPTIONS),
    "organ": decision_filter("body", kind__in=ADOPTIONS),
    "dnr": decision_filter("dnr_key"),
}

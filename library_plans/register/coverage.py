"""The register as a table: one row for each owner in each role, with the plan that gives it its status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import accumulate, chain, groupby, pairwise
from operator import or_
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from library_plans.choices import NOT_ADOPTED, OwnerRole, StatusCode
from library_plans.models import Plan, PlanStatusPeriod
from library_plans.querysets import PlanLink, StatusPeriodQuerySet
from library_plans.register.counts import owners_on
from library_plans.register.presentation import period_text
from library_plans.rules import NO_PLAN, DecisionSnapshot, Status
from library_plans.rules.owners import COUNTING_KINDS
from library_plans.status_periods.statuses import PeriodFields, make_status, notes_of_other_plans

BATCH = 100  # rows that are in memory at once when all are written to a file


class CoverageOwner(NamedTuple):
    """What the register shows of an organisation."""

    id: int
    code: str
    slug: str
    display_name: str
    county_code: str
    county_name: str
    is_municipality: bool
    region_code: str | None


class CoveragePlan(NamedTuple):
    """What the register shows of the plan that gives an owner its status."""

    title: str
    kind: str
    starts: date | None
    ends: date | None
    until_further_notice: bool
    is_example: bool


def prefixed(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in names)


# Columns, not models: with five models for each of 311 rows, making them cost more than all else on the page.
DECISION_FIELDS = ("kind", "decided_on", "id", "body", "body_name", "section", "dnr")  # as a snapshot has them
COLUMN_GROUPS = (
    ("role", "is_current", "new_consultation", "new_assigned", "successor", "plan_period__first_day"),
    prefixed("organisation__", CoverageOwner._fields),
    prefixed("plan_period__", PeriodFields._fields),
    prefixed("plan_period__plan__", CoveragePlan._fields),
    prefixed("plan_period__adoption__", DECISION_FIELDS),
    prefixed("plan_period__evidence__", DECISION_FIELDS),
)
GROUP_OFFSETS = tuple(accumulate(map(len, COLUMN_GROUPS), initial=0))


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An owner in a role on a day, with its URL, the plan that gives it its status and that plan's URL."""

    organisation: CoverageOwner
    url: str
    role: OwnerRole
    status: Status
    is_current: bool  # whether KB counts any of its plans as aktuell
    plan: CoveragePlan | None
    plan_url: str
    successor: PlanLink | None  # the next plan that is adopted and begins later
    known_since: date | None  # the first day of the period of the plan: nothing about its end has changed since

    @property
    def period(self) -> str:
        return period_text(self.plan) if self.plan else ""

    @property
    def adoption(self) -> DecisionSnapshot | None:
        """The decision by which the plan stands adopted."""
        return self.status.adoption

    @property
    def name(self) -> str:
        """The owner's name; with the role where it is a municipality and a region and has two rows, as Gotland."""
        name = self.organisation.display_name
        both = self.organisation.is_municipality and self.organisation.region_code
        return f"{name} ({self.role.label})" if both else name

    @property
    def is_region(self) -> bool:
        return self.role == OwnerRole.REGION

    @property
    def first_day(self) -> date | None:
        """The first day of the plan; None while no adoption is known."""
        return None if self.status.reason in NOT_ADOPTED else self.status.starts

    @property
    def last_day(self) -> date | None:
        """The last day by all decisions; None without one, and while no adoption is known."""
        return self.status.last_day


def owner_periods_on(on: date) -> StatusPeriodQuerySet:
    """The periods of every municipality and region, in KB's order: by länsnummer, the region first."""
    region = F("organisation__region_code").asc(nulls_last=True)
    return owners_on(on).order_by("organisation__county_code", region, "organisation__sort_key", "-role")


def coverage_rows(periods: StatusPeriodQuerySet, on: date) -> list[CoverageRow]:
    """The rows of some owners' periods on a day, in their order: two queries."""
    columns = periods.annotate(successor=adopted_successor(on)).values_list(*chain(*COLUMN_GROUPS))
    found = [split_by_group(values) for values in columns]
    keys = [key for parts in found for key in (PeriodFields._make(parts[2]).plan_id, parts[0][-2]) if key]
    links = Plan.objects.canonical_links(keys)
    register = reverse("library_plans:register")
    return [make_coverage_row(parts, register, links, on) for parts in found]


def adopted_successor(on: date) -> Subquery:
    """Of an owner's period: the primary key of its next plan that is adopted on a day and begins later."""
    kinds = reduce(or_, (Q(plan__owners__role=role, plan__kind__in=kinds) for role, kinds in COUNTING_KINDS.items()))
    owned = Q(plan__owners__organisation=OuterRef("organisation"), plan__owners__role=OuterRef("role"))
    coming = PlanStatusPeriod.objects.on(on).filter(owned & kinds, code=StatusCode.COMING)
    return Subquery(coming.exclude(pk=OuterRef("plan_period")).order_by("starts", "plan").values("plan")[:1])


def iter_coverage_batches(periods: StatusPeriodQuerySet, on: date) -> Iterator[list[CoverageRow]]:
    """The rows of some owners' periods on a day, `BATCH` at a time."""
    start = 0
    while rows := coverage_rows(periods[start : start + BATCH], on):
        yield rows
        start += BATCH


def split_by_group(values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The values of one row by `COLUMN_GROUPS`."""
    return [values[first:last] for first, last in pairwise(GROUP_OFFSETS)]


def make_coverage_row(
    parts: list[tuple[Any, ...]], register: str, links: Mapping[int, PlanLink], on: date
) -> CoverageRow:
    own, organisation, period, plan, adoption, evidence = parts
    role, is_current, *new_plans, successor, known_since = own
    owner, fields = CoverageOwner._make(organisation), PeriodFields._make(period)
    status, shown = NO_PLAN, None
    if fields.plan_id:
        shown = CoveragePlan._make(plan)
        adopted, proof = (DecisionSnapshot(*values) if values[0] else None for values in (adoption, evidence))
        status = make_status(fields, shown.ends, adopted, proof, on).with_notes(notes_of_other_plans(*new_plans))
    return CoverageRow(
        organisation=owner,
        url=f"{register}{owner.code}-{owner.slug}/",
        role=OwnerRole(role),
        status=status,
        is_current=is_current,
        plan=shown,
        plan_url=links[fields.plan_id].url if fields.plan_id else "",
        successor=links.get(successor),
        known_since=known_since,
    )


def group_by_county(rows: Iterable[CoverageRow]) -> Iterator[tuple[str, list[CoverageRow]]]:
    """The rows of each län with its name; the rows must be in KB's order."""
    for _code, group in groupby(rows, key=lambda row: row.organisation.county_code):
        part = list(group)
        yield part[0].organisation.county_name, part

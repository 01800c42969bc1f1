"""The register as a table: one row for each owner in each role, with the plan that gives it its status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, groupby, pairwise
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from django.urls import reverse

from library_plans.choices import IN_FORCE_CODES, OwnerRole
from library_plans.models import OwnerStatusPeriod, Plan
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.register.presentation import notes_text, period_text
from library_plans.rules import ENDS_SOON_WITHIN, NO_PLAN, DecisionSnapshot, Status, body_phrase, explain
from library_plans.status_periods.statuses import PeriodFields, make_status, notes_of_other_plans

CSV_COLUMNS = (
    "kod", "namn", "nivå", "län", "status", "förklaring", "anmärkning", "plan", "period", "gäller till och med",
    "antagen", "beslutad av", "paragraf", "dnr", "adress", "exempeltext",
)  # fmt: skip
BATCH = 100  # rows of the CSV that are in memory at once


class CoverageOwner(NamedTuple):
    """What the register shows of an organisation."""

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
    starts: date | None
    ends: date | None
    until_further_notice: bool
    is_example: bool


def prefixed(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in names)


# Columns, not models: with five models for each of 311 rows, making them cost more than all else on the page.
DECISION_FIELDS = ("kind", "decided_on", "id", "body", "body_name", "section", "dnr")  # as a snapshot has them
COLUMN_GROUPS = (
    ("role", "new_consultation", "new_assigned"),
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
    plan: CoveragePlan | None
    plan_url: str

    @property
    def period(self) -> str:
        return period_text(self.plan) if self.plan else ""

    @property
    def adoption(self) -> DecisionSnapshot | None:
        """The decision by which the plan stands adopted."""
        return self.status.adoption

    def csv_cells(self, site: str) -> Sequence[str]:
        """One line of the CSV, as long as `CSV_COLUMNS`; `site` is the scheme and host of URLs."""
        decision, plan, status = self.adoption, self.plan, self.status
        return (
            self.organisation.code,
            self.organisation.display_name,
            self.role,
            self.organisation.county_name,
            status.code,
            explain(status),
            notes_text(status, "; "),
            plan.title if plan else "",
            self.period,
            status.last_day.isoformat() if status.last_day else "",
            decision.decided_on.isoformat() if decision else "",
            body_phrase(decision) if decision else "",
            decision.section if decision else "",
            decision.dnr if decision else "",
            f"{site}{self.plan_url or self.url}",
            "exempel" if plan and plan.is_example else "",
        )


@dataclass(frozen=True, slots=True)
class OwnerCount:
    """How many owners there are in a role, and how many of them have a plan in force, also one that ends soon."""

    owners: int
    in_force: int
    ends_soon: int


def owner_periods_on(on: date) -> StatusPeriodQuerySet:
    """The periods of every municipality and region, in KB's order: by länsnummer, the region first."""
    periods: StatusPeriodQuerySet = OwnerStatusPeriod.objects.on(on)
    region = F("organisation__region_code").asc(nulls_last=True)
    return periods.order_by("organisation__county_code", region, "organisation__sort_key", "-role")


def coverage_rows(periods: StatusPeriodQuerySet, on: date) -> list[CoverageRow]:
    """The rows of some owners' periods on a day, in their order: two queries."""
    found = [split_by_group(values) for values in periods.values_list(*chain(*COLUMN_GROUPS))]
    keys = [PeriodFields._make(parts[2]).plan_id for parts in found]
    plan_urls = Plan.objects.canonical_urls(key for key in keys if key)
    register = reverse("library_plans:register")
    return [make_coverage_row(parts, register, plan_urls, on) for parts in found]


def iter_coverage_rows(periods: StatusPeriodQuerySet, on: date) -> Iterator[CoverageRow]:
    """The rows of some owners' periods on a day, with `BATCH` of them in memory at once."""
    start = 0
    while rows := coverage_rows(periods[start : start + BATCH], on):
        yield from rows
        start += BATCH


def split_by_group(values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The values of one row by `COLUMN_GROUPS`."""
    return [values[first:last] for first, last in pairwise(GROUP_OFFSETS)]


def make_coverage_row(
    parts: list[tuple[Any, ...]], register: str, plan_urls: Mapping[int, str], on: date
) -> CoverageRow:
    own, organisation, period, plan, adoption, evidence = parts
    role, *new_plans = own
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
        plan=shown,
        plan_url=plan_urls[fields.plan_id] if fields.plan_id else "",
    )


def count_owners(on: date) -> dict[str, OwnerCount]:
    """The counts for municipalities and for regions, in one query. Gotland is in both."""
    in_force = Q(code__in=IN_FORCE_CODES)
    counted = OwnerStatusPeriod.objects.on(on).values("role").order_by("role")
    counted = counted.annotate(
        owners=Count("pk"),
        in_force=Count("pk", filter=in_force),
        ends_soon=Count("pk", filter=in_force & Q(plan_period__effective_end__lte=on + ENDS_SOON_WITHIN)),
    )
    rows = counted.values_list("role", "owners", "in_force", "ends_soon")
    found = {role: OwnerCount(*counts) for role, *counts in rows}
    return {role: found.get(role, OwnerCount(0, 0, 0)) for role in (OwnerRole.MUNICIPALITY, OwnerRole.REGION)}


def group_by_county(rows: Iterable[CoverageRow]) -> Iterator[tuple[str, list[CoverageRow]]]:
    """The rows of each län with its name; the rows must be in KB's order."""
    for _code, group in groupby(rows, key=lambda row: row.organisation.county_code):
        part = list(group)
        yield part[0].organisation.county_name, part

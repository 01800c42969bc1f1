"""The register as a table: one row for each owner in each role, with the plan that gives it its status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, F, Q
from django.urls import reverse

from library_plans.choices import IN_FORCE_CODES, OwnerRole
from library_plans.models import OwnerStatusPeriod, Plan
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.register.presentation import notes_in_words, period
from library_plans.rules import SOON, DecisionSnapshot, Status, body_of, explain
from library_plans.status_periods.statuses import owner_status_of
from organisations.models import Organisation

PLAN_OF_PERIOD = ("plan_period__plan", "plan_period__adoption", "plan_period__evidence")
BATCH = 100  # rows of the CSV that are in memory at once
COLUMNS = (
    "kod", "namn", "nivå", "län", "status", "förklaring", "anmärkning", "plan", "period", "gäller till och med",
    "antagen", "beslutad av", "paragraf", "dnr", "adress", "exempeltext",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An owner in a role on a day, with the plan that gives it its status and that plan's address."""

    organisation: Organisation
    role: OwnerRole
    status: Status
    plan: Plan | None
    plan_url: str

    @property
    def url(self) -> str:
        return reverse("library_plans:owner", args=[self.organisation.code, self.organisation.slug])

    @property
    def period(self) -> str:
        return period(self.plan) if self.plan else ""

    @property
    def adoption(self) -> DecisionSnapshot | None:
        """The decision by which the plan stands adopted."""
        return self.status.adoption

    def cells(self, site: str) -> Sequence[str]:
        """One line of the CSV, as long as `COLUMNS`; `site` is the beginning of addresses."""
        decision, plan, status = self.adoption, self.plan, self.status
        return (
            self.organisation.code,
            self.organisation.display_name,
            self.role,
            self.organisation.county_name,
            status.code,
            explain(status),
            notes_in_words(status, "; "),
            plan.title if plan else "",
            self.period,
            status.last.isoformat() if status.last else "",
            decision.decided_on.isoformat() if decision else "",
            body_of(decision) if decision else "",
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


def coverage(periods: StatusPeriodQuerySet, on: date) -> list[CoverageRow]:
    """The rows of some owners' periods on a day, in their order: two queries."""
    found = list(periods.select_related("organisation", *PLAN_OF_PERIOD))
    addresses = Plan.objects.addresses(row.plan_period.plan_id for row in found if row.plan_period)
    return [coverage_row(row, addresses, on) for row in found]


def streamed_coverage(periods: StatusPeriodQuerySet, on: date) -> Iterator[CoverageRow]:
    """The same with `BATCH` rows in memory at once."""
    start = 0
    while rows := coverage(periods[start : start + BATCH], on):
        yield from rows
        start += BATCH


def coverage_row(period: OwnerStatusPeriod, addresses: Mapping[int, str], on: date) -> CoverageRow:
    plan = period.plan_period.plan if period.plan_period else None
    return CoverageRow(
        organisation=period.organisation,
        role=OwnerRole(period.role),
        status=owner_status_of(period, on),
        plan=plan,
        plan_url=addresses[plan.pk] if plan else "",
    )


def count_owners(on: date) -> dict[str, OwnerCount]:
    """The counts for municipalities and for regions, in one query. Gotland is in both."""
    in_force = Q(code__in=IN_FORCE_CODES)
    counted = OwnerStatusPeriod.objects.on(on).values("role").order_by("role")
    counted = counted.annotate(
        owners=Count("pk"),
        in_force=Count("pk", filter=in_force),
        ends_soon=Count("pk", filter=in_force & Q(plan_period__effective_end__lte=on + SOON)),
    )
    rows = counted.values_list("role", "owners", "in_force", "ends_soon")
    found = {role: OwnerCount(*counts) for role, *counts in rows}
    return {role: found.get(role, OwnerCount(0, 0, 0)) for role in (OwnerRole.MUNICIPALITY, OwnerRole.REGION)}


def by_county(rows: Iterable[CoverageRow]) -> Iterator[tuple[str, list[CoverageRow]]]:
    """Rows in KB's order, cut at each län."""
    for _code, group in groupby(rows, key=lambda row: row.organisation.county_code):
        part = list(group)
        yield part[0].organisation.county_name, part

"""Compares the stored periods with those that the rules give now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from library_plans.choices import OwnerRole, StatusNote
from library_plans.models import OwnerStatusPeriod, PlanStatusPeriod
from library_plans.rules import KB_2021, DecisionSnapshot, PlanPeriod, PlanSnapshot, owner_periods, plan_periods
from library_plans.status_periods.snapshots import plan_snapshots
from organisations.directory import OrganisationEntry
from organisations.models import Organisation

OwnerInRole = tuple[int, str]  # primary key of the organisation, role


class PlanPeriodRow(NamedTuple):
    """The fields of a `PlanStatusPeriod`."""

    plan_id: int
    first_day: date
    last_day: date
    code: str
    reason: str
    adoption_id: int | None
    evidence_id: int | None
    starts: date | None
    effective_end: date | None
    note: str
    is_current: bool
    rule_version: int


class OwnerPeriodRow(NamedTuple):
    """The fields of an `OwnerStatusPeriod`, with its plan's period named by plan and first day."""

    organisation_id: int
    role: str
    first_day: date
    last_day: date
    code: str
    plan_period__plan_id: int | None
    plan_period__first_day: date | None
    new_consultation: bool
    new_assigned: bool
    is_current: bool
    rule_version: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows as they should be for the plans and owners whose stored rows differ, and the rows that are missing or extra.

    `plans` and `owners` hold only what differs; an empty list says that there should be no rows.
    """

    plans: Mapping[int, list[PlanPeriodRow]]
    owners: Mapping[OwnerInRole, list[OwnerPeriodRow]]
    missing: frozenset[PlanPeriodRow | OwnerPeriodRow]
    extra: frozenset[PlanPeriodRow | OwnerPeriodRow]


def compare(plans: Collection[int] | None = None, organisations: Collection[int] | None = None) -> Comparison:
    """Compute the periods of plans and of the owners among organisations afresh, all of them by default."""
    snapshots = plan_snapshots(plans)
    periods = {key: plan_periods(snapshot) for key, snapshot in snapshots.items()}
    keys = snapshots.keys() if plans is None else set(plans)
    wanted_plans = {key: [plan_period_row(key, row) for row in periods[key]] for key in keys & snapshots.keys()}
    wanted_owners = expected_owner_rows(snapshots, periods, organisations)
    held_plans, held_owners = stored_plan_rows(plans), stored_owner_rows(organisations)
    wanted = frozenset([*flatten(wanted_plans), *flatten(wanted_owners)])
    held = frozenset([*flatten(held_plans), *flatten(held_owners)])
    return Comparison(
        {key: wanted_plans.get(key, []) for key in differing_keys(wanted_plans, held_plans)},
        {key: wanted_owners.get(key, []) for key in differing_keys(wanted_owners, held_owners)},
        missing=wanted - held,
        extra=held - wanted,
    )


def differing_keys(wanted: Mapping, held: Mapping) -> Iterator:
    """The keys under which two mappings of rows are not the same."""
    return (key for key in wanted.keys() | held.keys() if sorted_rows(wanted, key) != sorted_rows(held, key))


def sorted_rows(by_key: Mapping, key: object) -> list:
    return sorted(by_key.get(key, []), key=lambda row: row.first_day)


def flatten(by_key: Mapping) -> Iterator:
    return (row for group in by_key.values() for row in group)


def expected_owner_rows(
    snapshots: Mapping[int, PlanSnapshot],
    periods: Mapping[int, tuple[PlanPeriod, ...]],
    organisations: Collection[int] | None,
) -> dict[OwnerInRole, list[OwnerPeriodRow]]:
    """The periods of each organisation in each role in which it needs a plan."""
    owned: dict[int, list[PlanSnapshot]] = defaultdict(list)
    for snapshot in snapshots.values():
        for key in {owner.organisation for owner in snapshot.owners}:
            owned[key].append(snapshot)
    bodies = Organisation.objects.all() if organisations is None else Organisation.objects.filter(pk__in=organisations)
    return {
        (body.pk, role): list(owner_period_rows(owned[body.pk], periods, body.pk, role))
        for body in bodies
        for role in required_roles(body)
    }


def required_roles(organisation: Organisation | OrganisationEntry) -> tuple[OwnerRole, ...]:
    """The roles in which an organisation needs a plan; Gotland has two."""
    held = {
        OwnerRole.MUNICIPALITY: organisation.is_municipality,
        OwnerRole.REGION: bool(organisation.region_code),
    }
    return tuple(role for role, has in held.items() if has)


def plan_period_row(plan: int, period: PlanPeriod) -> PlanPeriodRow:
    status = period.status
    return PlanPeriodRow(
        plan_id=plan,
        first_day=period.first_day,
        last_day=period.last_day,
        code=status.code.value,
        reason=status.reason.value,
        adoption_id=decision_key(status.adoption),
        evidence_id=decision_key(status.evidence),
        starts=status.starts,
        effective_end=period.effective_end,
        note=status.notes[0].value if status.notes else "",
        is_current=period.is_current,
        rule_version=KB_2021.version,
    )


def decision_key(decision: DecisionSnapshot | None) -> int | None:
    return decision.id if decision else None


def owner_period_rows(
    plans: list[PlanSnapshot], periods: Mapping[int, tuple[PlanPeriod, ...]], organisation: int, role: str
) -> Iterable[OwnerPeriodRow]:
    for period in owner_periods(plans, periods, organisation, role):
        plan_period = period.plan_period
        yield OwnerPeriodRow(
            organisation_id=organisation,
            role=str(role),
            first_day=period.first_day,
            last_day=period.last_day,
            code=period.code.value,
            plan_period__plan_id=plan_period.status.plan if plan_period else None,
            plan_period__first_day=plan_period.first_day if plan_period else None,
            new_consultation=StatusNote.NEW_CONSULTATION in period.notes,
            new_assigned=StatusNote.NEW_ASSIGNED in period.notes,
            is_current=period.is_current,
            rule_version=KB_2021.version,
        )


def stored_plan_rows(plans: Collection[int] | None) -> dict[int, list[PlanPeriodRow]]:
    found: dict[int, list[PlanPeriodRow]] = defaultdict(list)
    held = PlanStatusPeriod.objects.all() if plans is None else PlanStatusPeriod.objects.filter(plan__in=plans)
    for row in map(PlanPeriodRow._make, held.values_list(*PlanPeriodRow._fields)):
        found[row.plan_id].append(row)
    return found


def stored_owner_rows(organisations: Collection[int] | None) -> dict[OwnerInRole, list[OwnerPeriodRow]]:
    found: dict[OwnerInRole, list[OwnerPeriodRow]] = defaultdict(list)
    held = OwnerStatusPeriod.objects.all()
    if organisations is not None:
        held = held.filter(organisation__in=organisations)
    for row in map(OwnerPeriodRow._make, held.values_list(*OwnerPeriodRow._fields)):
        found[row.organisation_id, row.role].append(row)
    return found

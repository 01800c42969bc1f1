"""Statuses on a day from the stored periods, in one query for any number of plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from library_plans.choices import NOT_ADOPTED, StatusCode, StatusNote, StatusReason
from library_plans.models import OwnerStatusPeriod, Plan, PlanStatusPeriod
from library_plans.rules import NO_PLAN, DecisionSnapshot, Status
from library_plans.status_periods.snapshots import decision_snapshot


def plan_periods_on(plans: Iterable[Plan], on: date) -> dict[int, PlanStatusPeriod]:
    """The period that holds on a day for each plan, by primary key of the plan, with its decisions: one query."""
    own = {plan.pk: plan for plan in plans}
    periods = PlanStatusPeriod.objects.on(on).filter(plan__in=own).select_related("adoption", "evidence")
    found = {}
    for period in periods:
        period.plan = own[period.plan_id]
        found[period.plan_id] = period
    return found


def plan_statuses(plans: Iterable[Plan], on: date) -> dict[int, Status]:
    """The status of each plan on a day, by primary key: one query."""
    return {key: status_from_period(period, on) for key, period in plan_periods_on(plans, on).items()}


def status_from_period(period: PlanStatusPeriod, on: date) -> Status:
    """The status that a period gives its plan on one of its days. The period needs its plan and decisions."""
    decisions = (period.adoption, period.evidence)
    adoption, evidence = (decision_snapshot(decision) if decision else None for decision in decisions)
    fields = PeriodFields(period.code, period.reason, period.starts, period.effective_end, period.note, period.plan_id)
    return make_status(fields, period.plan.ends, adoption, evidence, on)


class PeriodFields(NamedTuple):
    """The fields of a stored period of a plan that a status is made from."""

    code: str
    reason: str
    starts: date | None
    effective_end: date | None
    note: str
    plan_id: int


def make_status(
    period: PeriodFields,
    period_end: date | None,
    adoption: DecisionSnapshot | None,
    evidence: DecisionSnapshot | None,
    on: date,
) -> Status:
    """The status on a day from the fields of a period; `period_end` is the last day of the plan as adopted."""
    found = Status(
        code=StatusCode(period.code),
        reason=StatusReason(period.reason),
        adoption=adoption,
        evidence=evidence,
        starts=period.starts,
        last_day=None if period.reason in NOT_ADOPTED else period.effective_end,
        period_end=period_end,
        notes=(StatusNote(period.note),) if period.note else (),
        plan=period.plan_id,
    )
    return found.with_ends_soon_note(on)


def notes_of_other_plans(new_consultation: bool, new_assigned: bool) -> tuple[StatusNote, ...]:
    """The notes of an owner's period about its other plans."""
    others = ((new_consultation, StatusNote.NEW_CONSULTATION), (new_assigned, StatusNote.NEW_ASSIGNED))
    return tuple(note for holds, note in others if holds)


def owner_status_from_period(period: OwnerStatusPeriod, on: date) -> Status:
    """The status of an owner in a role on one of the days of a period, with the notes about its other plans."""
    if period.plan_period is None:
        return NO_PLAN
    notes = notes_of_other_plans(period.new_consultation, period.new_assigned)
    return status_from_period(period.plan_period, on).with_notes(notes)

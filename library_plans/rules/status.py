"""The status of a plan on a day, and over all time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from library_plans.choices import ADOPTIONS, DecisionKind, StatusCode, StatusNote, StatusReason
from library_plans.rules.counting_rule import KB_2021, CountingRule
from library_plans.rules.periods import (
    ONE_DAY,
    EffectiveEnd,
    adoption,
    change_days,
    counts_from,
    effective_end,
    has_begun,
    is_adopted,
    known_decisions,
    within_adopted_period,
)
from library_plans.rules.results import PlanPeriod, Status
from library_plans.rules.snapshots import DecisionSnapshot, PlanSnapshot

PREPARATION_KINDS = (DecisionKind.ASSIGNMENT, DecisionKind.CONSULTATION, DecisionKind.REFERRED_BACK)


def plan_status(snapshot: PlanSnapshot, on: date, rule: CountingRule = KB_2021) -> Status:
    """The status of one plan on a day: one of the first eight codes."""
    return status_without_ends_soon(snapshot, on, rule).with_ends_soon_note(on)


def status_without_ends_soon(snapshot: PlanSnapshot, on: date, rule: CountingRule) -> Status:
    """The status without the note that the plan ends soon, so that it only changes on `change_days`."""
    if is_adopted(snapshot, on):
        return adopted_plan_status(snapshot, on, rule)
    return unadopted_plan_status(snapshot, on)


def plan_is_current(snapshot: PlanSnapshot, on: date, rule: CountingRule = KB_2021) -> bool:
    """Whether KB counts the plan as *aktuell*: a measure of its own, not derived from the status."""
    if not is_adopted(snapshot, on) or not has_begun(snapshot, on):
        return False
    begins, end = counts_from(snapshot, on), effective_end(snapshot, on)
    if end.last_day is not None:
        return end.last_day.year >= on.year - rule.grace_years
    return end.decision is not None or (begins is not None and begins.year >= on.year - rule.open_years)


def adopted_plan_status(snapshot: PlanSnapshot, on: date, rule: CountingRule) -> Status:
    proof = adoption(snapshot, on)
    starts = counts_from(snapshot, on)
    end = effective_end(snapshot, on)
    base = Status(
        StatusCode.UNCLEAR,
        StatusReason.DATES_UNKNOWN,
        adoption=proof,
        evidence=proof,
        starts=starts,
        last_day=end.last_day,
        period_end=snapshot.ends,
        plan=snapshot.id,
    )
    if end.last_day and end.last_day < on:
        notes = preparation_notes(snapshot, on)
        code = StatusCode.EXPIRED if plan_is_current(snapshot, on, rule) else StatusCode.LONG_EXPIRED
        reason = ended_reason(end) if has_begun(snapshot, on) else StatusReason.REVOKED_BEFORE_START
        return replace(base, code=code, reason=reason, evidence=end.decision or proof, notes=notes)
    if starts is None:
        return base
    if starts > on:
        return replace(base, code=StatusCode.COMING, reason=StatusReason.BEGINS_LATER)
    notes = preparation_notes(snapshot, on)
    extended = end.decision is not None and not within_adopted_period(snapshot, on)
    code = StatusCode.EXTENDED if extended else StatusCode.IN_FORCE
    reason = extended_reason(end) if extended else in_force_reason(snapshot, end)
    evidence = end.decision if extended or end.revoked else proof
    return replace(base, code=code, reason=reason, evidence=evidence, notes=notes)


def extended_reason(end: EffectiveEnd) -> StatusReason:
    if end.replaced:
        return StatusReason.EXTENDED_UNTIL_SUCCESSOR
    if end.revoked:
        return StatusReason.UNTIL_REVOCATION
    return StatusReason.EXTENDED_TO_DATE if end.last_day else StatusReason.EXTENDED_UNTIL_REPLACED


def in_force_reason(snapshot: PlanSnapshot, end: EffectiveEnd) -> StatusReason:
    if end.replaced:
        return StatusReason.UNTIL_SUCCESSOR
    if end.revoked:
        return StatusReason.UNTIL_REVOCATION
    if end.last_day:
        return StatusReason.UNTIL_DATE
    return StatusReason.UNTIL_FURTHER_NOTICE if snapshot.until_further_notice else StatusReason.UNTIL_REPLACED


def ended_reason(end: EffectiveEnd) -> StatusReason:
    if end.replaced:
        return StatusReason.REPLACED
    if end.decision is None:
        return StatusReason.ENDED
    return StatusReason.REVOKED if end.revoked else StatusReason.EXTENSION_ENDED


def unadopted_plan_status(snapshot: PlanSnapshot, on: date) -> Status:
    step = last_preparation(snapshot, on)
    base = Status(
        StatusCode.UNCLEAR,
        StatusReason.ADOPTION_UNKNOWN,
        evidence=step,
        starts=counts_from(snapshot, on),
        period_end=snapshot.ends,
        plan=snapshot.id,
    )
    if step is None:
        if snapshot.first_consultation_on and snapshot.first_consultation_on <= on:
            return replace(base, code=StatusCode.CONSULTATION, reason=StatusReason.CONSULTATION_COLLECTED)
        return base
    if step.kind == DecisionKind.REVOCATION:
        return replace(base, reason=StatusReason.ABANDONED)
    code = StatusCode.CONSULTATION if step.kind == DecisionKind.CONSULTATION else StatusCode.ASSIGNED
    return replace(base, code=code, reason=StatusReason.IN_PREPARATION)


def last_preparation(snapshot: PlanSnapshot, on: date) -> DecisionSnapshot | None:
    """The latest known decision on the way to adoption (or on giving up)."""
    steps = [row for row in known_decisions(snapshot, on) if row.kind in (*PREPARATION_KINDS, DecisionKind.REVOCATION)]
    return steps[-1] if steps else None


def preparation_notes(snapshot: PlanSnapshot, on: date) -> tuple[StatusNote, ...]:
    """The note that a new version of an adopted plan is being prepared, unless a later decision ended that."""
    bearing = (*PREPARATION_KINDS, *ADOPTIONS, DecisionKind.REVISION)
    known = [row for row in known_decisions(snapshot, on) if row.kind in bearing]
    if not known or known[-1].kind not in PREPARATION_KINDS:
        return ()
    return (StatusNote.CONSULTATION if known[-1].kind == DecisionKind.CONSULTATION else StatusNote.ASSIGNED,)


def plan_periods(snapshot: PlanSnapshot, rule: CountingRule = KB_2021) -> tuple[PlanPeriod, ...]:
    """All that the rules say of a plan over all time, without gaps from `date.min` to `date.max`."""
    days = sorted(change_days(snapshot, rule))
    rows = [
        PlanPeriod(
            first,
            following - ONE_DAY if following else date.max,
            status_without_ends_soon(snapshot, first, rule),
            effective_end(snapshot, first).last_day,
            plan_is_current(snapshot, first, rule),
        )
        for first, following in zip(days, [*days[1:], None], strict=True)
    ]
    groups = (list(group) for _outcome, group in groupby(rows, key=lambda row: row.outcome))
    return tuple(replace(group[0], last_day=group[-1].last_day) for group in groups)


def status_timeline(snapshot: PlanSnapshot, rule: CountingRule = KB_2021) -> tuple[tuple[StatusCode, date, date], ...]:
    """The code of a plan over all time, with first and last day, without gaps from `date.min` to `date.max`.

    The index keeps this instead of a word, so that a status filter is right on any day without a rebuild.
    """
    groups = (list(group) for _code, group in groupby(plan_periods(snapshot, rule), key=lambda row: row.status.code))
    return tuple((group[0].status.code, group[0].first_day, group[-1].last_day) for group in groups)

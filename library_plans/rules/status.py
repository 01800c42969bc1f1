"""The status of a plan on a day, and over all time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from library_plans.choices import ADOPTIONS, DecisionKind, StatusCode, StatusNote, StatusReason
from library_plans.rules.counting_rule import KB_2021, Rule
from library_plans.rules.periods import (
    ONE_DAY,
    End,
    adoption,
    change_days,
    counts_from,
    effective_end,
    holds_as_adopted,
    is_adopted,
    known_decisions,
)
from library_plans.rules.results import PlanPeriod, Status
from library_plans.rules.snapshots import DecisionSnapshot, PlanSnapshot

PREPARATION = (DecisionKind.ASSIGNMENT, DecisionKind.CONSULTATION, DecisionKind.REFERRED_BACK)


def status(snapshot: PlanSnapshot, on: date, rule: Rule = KB_2021) -> Status:
    """The status of one plan on a day: one of the first eight codes."""
    return lasting_status(snapshot, on, rule).with_notes_of(on)


def lasting_status(snapshot: PlanSnapshot, on: date, rule: Rule) -> Status:
    """The status without the note that the plan ends soon, so that it only changes on `change_days`."""
    if is_adopted(snapshot, on):
        return of_adopted(snapshot, on, rule)
    return of_unadopted(snapshot, on)


def is_current(snapshot: PlanSnapshot, on: date, rule: Rule = KB_2021) -> bool:
    """Whether KB counts the plan as *aktuell*: a measure of its own, not derived from the state."""
    begins = counts_from(snapshot, on)
    if not is_adopted(snapshot, on) or begins is None or begins > on:
        return False
    end = effective_end(snapshot, on)
    if end.last is not None:
        return end.last.year >= on.year - rule.grace_years
    return end.by is not None or begins.year >= on.year - rule.open_years


def of_adopted(snapshot: PlanSnapshot, on: date, rule: Rule) -> Status:
    proof = adoption(snapshot, on)
    starts = counts_from(snapshot, on)
    end = effective_end(snapshot, on)
    base = Status(
        StatusCode.UNCLEAR,
        StatusReason.DATES_UNKNOWN,
        adoption=proof,
        evidence=proof,
        starts=starts,
        last=end.last,
        period_end=snapshot.ends,
        plan=snapshot.id,
    )
    if end.last and end.last < on:
        notes = preparation_notes(snapshot, on)
        recent = end.last.year >= on.year - rule.grace_years
        code = StatusCode.EXPIRED if recent else StatusCode.LONG_EXPIRED
        return replace(base, code=code, reason=reason_of_end(end), evidence=end.by or proof, notes=notes)
    if starts is None:
        return base
    if starts > on:
        return replace(base, code=StatusCode.COMING, reason=StatusReason.BEGINS_LATER)
    notes = preparation_notes(snapshot, on)
    if end.by and not holds_as_adopted(snapshot, on):
        reason = StatusReason.EXTENDED_TO_DATE if end.last else StatusReason.EXTENDED_UNTIL_REPLACED
        return replace(base, code=StatusCode.EXTENDED, reason=reason, evidence=end.by, notes=notes)
    return replace(base, code=StatusCode.IN_FORCE, reason=reason_in_force(snapshot, end), notes=notes)


def reason_in_force(snapshot: PlanSnapshot, end: End) -> StatusReason:
    if end.last:
        return StatusReason.UNTIL_DATE
    return StatusReason.UNTIL_FURTHER_NOTICE if snapshot.until_further_notice else StatusReason.UNTIL_REPLACED


def reason_of_end(end: End) -> StatusReason:
    if end.replaced:
        return StatusReason.REPLACED
    if end.by is None:
        return StatusReason.ENDED
    return StatusReason.REVOKED if end.by.kind == DecisionKind.REVOCATION else StatusReason.EXTENSION_ENDED


def of_unadopted(snapshot: PlanSnapshot, on: date) -> Status:
    step = last_step(snapshot, on)
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


def last_step(snapshot: PlanSnapshot, on: date) -> DecisionSnapshot | None:
    """The latest known decision on the way to adoption (or on giving up)."""
    steps = [row for row in known_decisions(snapshot, on) if row.kind in (*PREPARATION, DecisionKind.REVOCATION)]
    return steps[-1] if steps else None


def preparation_notes(snapshot: PlanSnapshot, on: date) -> tuple[StatusNote, ...]:
    """That an adopted plan is being made anew, unless a later decision closed that."""
    bearing = (*PREPARATION, *ADOPTIONS, DecisionKind.REVISION)
    known = [row for row in known_decisions(snapshot, on) if row.kind in bearing]
    if not known or known[-1].kind not in PREPARATION:
        return ()
    return (StatusNote.CONSULTATION if known[-1].kind == DecisionKind.CONSULTATION else StatusNote.ASSIGNED,)


def plan_periods(snapshot: PlanSnapshot, rule: Rule = KB_2021) -> tuple[PlanPeriod, ...]:
    """All that the rules say of a plan over all time, without gaps from `date.min` to `date.max`."""
    days = sorted(change_days(snapshot, rule))
    rows = [
        PlanPeriod(
            first,
            following - ONE_DAY if following else date.max,
            lasting_status(snapshot, first, rule),
            effective_end(snapshot, first).last,
            is_current(snapshot, first, rule),
        )
        for first, following in zip(days, [*days[1:], None], strict=True)
    ]
    groups = (list(group) for _content, group in groupby(rows, key=lambda row: row.content))
    return tuple(replace(group[0], last=group[-1].last) for group in groups)


def timeline(snapshot: PlanSnapshot, rule: Rule = KB_2021) -> tuple[tuple[StatusCode, date, date], ...]:
    """The code of a plan over all time, with first and last day, without gaps from `date.min` to `date.max`.

    The index keeps this instead of a word, so that a status filter is right on any day without a rebuild.
    """
    groups = (list(group) for _code, group in groupby(plan_periods(snapshot, rule), key=lambda row: row.status.code))
    return tuple((group[0].status.code, group[0].first, group[-1].last) for group in groups)

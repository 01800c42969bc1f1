"""The status of an owner in a role: the first of the nine that any of its counting plans holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from library_plans.choices import OwnerRole, PlanKind, StatusCode, StatusNote
from library_plans.rules.counting_rule import KB_2021, CountingRule
from library_plans.rules.periods import ONE_DAY, known_decisions
from library_plans.rules.results import NO_PLAN, OwnerPeriod, PlanPeriod, Status
from library_plans.rules.snapshots import PlanSnapshot
from library_plans.rules.status import plan_is_current, plan_status

STATUS_RANK = {code: place for place, code in enumerate(StatusCode)}
OTHER_PLAN_NOTES = {
    StatusCode.CONSULTATION: StatusNote.NEW_CONSULTATION,
    StatusCode.ASSIGNED: StatusNote.NEW_ASSIGNED,
}
COUNTING_KINDS = {
    OwnerRole.MUNICIPALITY: (PlanKind.MUNICIPAL, PlanKind.STRATEGY, PlanKind.CULTURE),
    # Gotland's one plan, a municipal one, is its plan as a region too.
    OwnerRole.REGION: (PlanKind.REGIONAL, PlanKind.MUNICIPAL, PlanKind.STRATEGY, PlanKind.CULTURE),
}


def counting_plans(plans: Iterable[PlanSnapshot], organisation: int, role: str, on: date) -> list[PlanSnapshot]:
    """The plans that bear on an owner's status: no school library plans, no supplements, nothing known only later."""
    return [plan for plan in plans_of_counting_kind(plans, organisation, role) if is_known(plan, on)]


def plans_of_counting_kind(plans: Iterable[PlanSnapshot], organisation: int, role: str) -> list[PlanSnapshot]:
    """The plans that bear on an owner's status once they are known."""
    kinds = COUNTING_KINDS.get(OwnerRole(role), ())
    return [plan for plan in plans if plan.kind in kinds and plan.owned_by(organisation, role)]


def is_known(snapshot: PlanSnapshot, on: date) -> bool:
    """Whether anything was known of the plan by a day; without any date at all it is known, but unclear."""
    dated = bool(snapshot.decisions or snapshot.first_consultation_on) and not snapshot.adopted_date_unknown
    return not dated or bool(known_decisions(snapshot, on)) or (snapshot.first_consultation_on or date.max) <= on


def owner_status(
    plans: Iterable[PlanSnapshot], organisation: int, role: str, on: date, rule: CountingRule = KB_2021
) -> Status:
    """One of the nine statuses, with the plan that gives it; among equals the one that lasts longest, then begins last.

    Other plans' *under remiss* and *beslut att ta fram* are notes beside it.
    """
    statuses = [plan_status(plan, on, rule) for plan in counting_plans(plans, organisation, role, on)]
    if not statuses:
        return NO_PLAN
    best = min(statuses, key=status_rank)
    return best.with_notes(other_plan_notes(best, statuses))


def status_rank(status: Status) -> tuple[int, int, int, int]:
    """Sort key of the statuses of an owner's plans: the smallest is the owner's."""
    last, starts = status.last_day or date.max, status.starts or date.min
    return (STATUS_RANK[status.code], -last.toordinal(), -starts.toordinal(), -status.plan)


def other_plan_notes(best: Status, statuses: Iterable[Status]) -> tuple[StatusNote, ...]:
    """Notes beside an owner's status about its other plans."""
    others = {status.code for status in statuses} - {best.code}
    return tuple(note for code, note in OTHER_PLAN_NOTES.items() if code in others)


def owner_is_current(
    plans: Iterable[PlanSnapshot], organisation: int, role: str, on: date, rule: CountingRule = KB_2021
) -> bool:
    """Whether at least one of the owner's counting plans is *aktuell*."""
    return any(plan_is_current(plan, on, rule) for plan in counting_plans(plans, organisation, role, on))


def owner_periods(
    plans: Sequence[PlanSnapshot], periods: Mapping[int, Sequence[PlanPeriod]], organisation: int, role: str
) -> tuple[OwnerPeriod, ...]:
    """The status of an owner in a role over all time, without gaps from `date.min` to `date.max`.

    Args:
        plans: At least all that the owner has.
        periods: What `plan_periods` says of each of them, by primary key.
    """
    own = plans_of_counting_kind(plans, organisation, role)
    days = sorted({date.min, *(row.first_day for plan in own for row in periods[plan.id]), *first_known_days(own)})
    firsts = {plan.id: [row.first_day for row in periods[plan.id]] for plan in own}
    rows = []
    for first, following in zip(days, [*days[1:], None], strict=True):
        known = (plan.id for plan in own if is_known(plan, first))
        at_day = [periods[key][bisect_right(firsts[key], first) - 1] for key in known]
        rows.append(owner_period(first, following - ONE_DAY if following else date.max, at_day))
    groups = (list(group) for _outcome, group in groupby(rows, key=lambda row: row.outcome))
    return tuple(replace(group[0], last_day=group[-1].last_day) for group in groups)


def owner_period(first: date, last: date, at_day: Sequence[PlanPeriod]) -> OwnerPeriod:
    """The owner's period from the periods of all counting plans that hold on the same days."""
    if not at_day:
        return OwnerPeriod(first, last, None, (), is_current=False)
    best = min(at_day, key=lambda row: status_rank(row.status))
    notes = other_plan_notes(best.status, [row.status for row in at_day])
    return OwnerPeriod(first, last, best, notes, any(row.is_current for row in at_day))


def first_known_days(plans: Iterable[PlanSnapshot]) -> Iterable[date]:
    """The days on which something becomes known of plans."""
    for plan in plans:
        yield from (decision.decided_on for decision in plan.decisions)
        if plan.first_consultation_on:
            yield plan.first_consultation_on

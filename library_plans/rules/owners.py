"""The state of an owner in a role: the first of the nine that any of its counting plans holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from library_plans.choices import OwnerRole, PlanKind, StatusCode
from library_plans.rules.counting_rule import KB_2021, Rule
from library_plans.rules.periods import counts_from, known_decisions
from library_plans.rules.snapshots import PlanSnapshot
from library_plans.rules.status import Status, is_current, status

ORDER = {code: place for place, code in enumerate(StatusCode)}
BESIDE = {StatusCode.CONSULTATION: "ny plan under remiss", StatusCode.ASSIGNED: "beslut att ta fram ny plan"}
COUNTING_KINDS = {
    OwnerRole.MUNICIPALITY: (PlanKind.MUNICIPAL, PlanKind.STRATEGY, PlanKind.CULTURE),
    # Gotland's one plan, a municipal one, is its plan as a region too.
    OwnerRole.REGION: (PlanKind.REGIONAL, PlanKind.MUNICIPAL, PlanKind.STRATEGY, PlanKind.CULTURE),
}
NO_PLAN = Status(StatusCode.NONE, "Ingen plan är känd i registret.")


def counting(plans: Iterable[PlanSnapshot], organisation: int, role: str, on: date) -> list[PlanSnapshot]:
    """The plans that bear on an owner's state: no school library plans, no supplements, nothing known only later."""
    kinds = COUNTING_KINDS.get(OwnerRole(role), ())
    return [plan for plan in plans if plan.kind in kinds and plan.owned_by(organisation, role) and is_known(plan, on)]


def is_known(snapshot: PlanSnapshot, on: date) -> bool:
    """Whether anything was known of the plan by a day; without any date at all it is known, but unclear."""
    dated = bool(snapshot.decisions or snapshot.first_consultation_on) and not snapshot.adopted_date_unknown
    return not dated or bool(known_decisions(snapshot, on)) or (snapshot.first_consultation_on or date.max) <= on


def owner_status(plans: Iterable[PlanSnapshot], organisation: int, role: str, on: date, rule: Rule = KB_2021) -> Status:
    """One of the nine states, with the plan that gives it; among equals the plan that lasts longest, then begins last.

    Other plans' *under remiss* and *beslut att ta fram* are notes beside it.
    """
    states = [(status(plan, on, rule), plan) for plan in counting(plans, organisation, role, on)]
    if not states:
        return NO_PLAN
    best, _plan = min(
        states,
        key=lambda pair: (
            ORDER[pair[0].code],
            -(pair[0].last or date.max).toordinal(),
            -(counts_from(pair[1], on) or date.min).toordinal(),
            -pair[1].id,
        ),
    )
    others = {state.code for state, _plan in states} - {best.code}
    beside = (note for code, note in BESIDE.items() if code in others)
    return replace(best, notes=(*best.notes, *beside))


def owner_is_current(
    plans: Iterable[PlanSnapshot], organisation: int, role: str, on: date, rule: Rule = KB_2021
) -> bool:
    """Whether at least one of the owner's counting plans is *aktuell*."""
    return any(is_current(plan, on, rule) for plan in counting(plans, organisation, role, on))

"""What is probably wrong with a plan: warnings that whoever registers it may answer, never errors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.utils.translation import gettext as _

from library_plans.choices import ADOPTIONS, DecisionKind, OwnerRole
from library_plans.rules.explanations import format_day
from library_plans.rules.periods import effective_end
from library_plans.rules.snapshots import DecisionSnapshot, PlanSnapshot

YEARS_FROM_START = 10  # between an adoption and the first day of its plan: more is taken for a slip of the pen
FIRST_ACT = date(1996, 1, 1)  # the first Libraries Act (1996:1596)


@dataclass(frozen=True, slots=True)
class OwnerName:
    """What the warnings need of an owner: how it is called, and the roles that fit it."""

    name: str
    roles: Collection[str]


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """Another plan as it is called in a warning."""

    title: str
    snapshot: PlanSnapshot


def plan_warnings(
    plan: PlanSnapshot, owners: Mapping[int, OwnerName], others: Iterable[NamedPlan], today: date
) -> list[str]:
    """A sentence for each thing that is probably wrong; empty for a plan as others are.

    `owners` has the organisations of the plan by primary key, `others` the plans that share an owner with it.
    """
    return list(
        chain(
            overlaps(plan, owners, others),
            unfitting_roles(plan, owners),
            unlikely_days(plan, today),
            short_extensions(plan),
            decisions_after_revocation(plan),
        )
    )


def overlaps(plan: PlanSnapshot, owners: Mapping[int, OwnerName], others: Iterable[NamedPlan]) -> Iterator[str]:
    """Plans of the same owner, role and kind with days in common as adopted."""
    own = {(owner.organisation, owner.role): owners[owner.organisation].name for owner in plan.owners}
    for other in others:
        shared = {(owner.organisation, owner.role) for owner in other.snapshot.owners} & own.keys()
        if shared and other.snapshot.kind == plan.kind and share_days(plan, other.snapshot):
            values = {"owner": own[min(shared)], "plan": other.title}
            yield _("%(owner)s already has a plan of this kind for some of these days: %(plan)s.") % values


def share_days(one: PlanSnapshot, other: PlanSnapshot) -> bool:
    """Whether two plans count on the same days. One without a last day ends when a later one begins: no doubt there."""
    if one.id == other.id or one.starts is None or other.starts is None:
        return False
    earlier, later = sorted((one, other), key=lambda plan: plan.starts or date.min)
    if earlier.ends is None and earlier.starts != later.starts:
        return False
    if effective_end(earlier, date.max).revoked:
        return False
    return (later.starts or date.min) <= (earlier.ends or date.max)


def unfitting_roles(plan: PlanSnapshot, owners: Mapping[int, OwnerName]) -> Iterator[str]:
    for row in plan.owners:
        owner = owners[row.organisation]
        if row.role not in (owner.roles or (OwnerRole.OTHER,)):
            values = {"owner": owner.name, "role": OwnerRole(row.role).label}
            yield _("The role “%(role)s” does not fit %(owner)s.") % values


def unlikely_days(plan: PlanSnapshot, today: date) -> Iterator[str]:
    """Decisions that are still to come, from before there was an act, or far from the first day of the plan."""
    for decision in plan.decisions:
        values = {"decision": decision_name(decision), "start": format_day(plan.starts) if plan.starts else ""}
        if decision.decided_on > today:
            yield _("%(decision)s: the day is still to come.") % values
        elif decision.decided_on < FIRST_ACT:
            yield _("%(decision)s: that is before the first Libraries Act (1996).") % values
        elif plan.starts and decision.kind in ADOPTIONS and is_far(decision.decided_on, plan.starts):
            yield _("%(decision)s: that is more than ten years from the first day of the plan, %(start)s.") % values


def is_far(day: date, start: date) -> bool:
    return abs(day - start) > timedelta(days=YEARS_FROM_START * 365.25)


def short_extensions(plan: PlanSnapshot) -> Iterator[str]:
    """Extensions to a day on which the plan is in force without them."""
    end = plan.ends
    for decision in plan.decisions:
        if decision.kind == DecisionKind.EXTENSION and decision.new_end:
            if end and decision.new_end <= end:
                values = {"decision": decision_name(decision), "end": format_day(end)}
                yield _("%(decision)s: the plan is in force to %(end)s without it.") % values
            end = max(end or decision.new_end, decision.new_end)


def decisions_after_revocation(plan: PlanSnapshot) -> Iterator[str]:
    revoked = next((row.decided_on for row in plan.decisions if row.kind == DecisionKind.REVOCATION), None)
    for decision in plan.decisions:
        if revoked and decision.decided_on > revoked:
            values = {"decision": decision_name(decision), "day": format_day(revoked)}
            yield _("%(decision)s: the plan was revoked on %(day)s.") % values


def decision_name(decision: DecisionSnapshot) -> str:
    """ "Antagande 26 oktober 2023"."""
    label = str(DecisionKind(decision.kind).label)
    return f"{label[:1].upper()}{label[1:]} {format_day(decision.decided_on)}"

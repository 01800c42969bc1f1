"""A row as the rules see plans, and the plans of the register near it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from library_plans.choices import DecisionKind, EditionVariant
from library_plans.importer.registration import role_by_code
from library_plans.models import ImportRow, Plan
from library_plans.rules import DecisionSnapshot, OwnerSnapshot, PlanSnapshot
from library_plans.rules.plan_warnings import NamedPlan
from library_plans.status_periods.snapshots import snapshot_without_successors, with_first_consultation
from organisations.directory import OrganisationDirectory


def near_plans(owners: Collection[int]) -> list[NamedPlan]:
    """The plans that organisations own, by primary key of these: three queries."""
    plans = with_first_consultation(Plan.objects.filter(owners__organisation__in=owners).distinct())
    found = plans.order_by("starts", "pk").prefetch_related("owners", "decisions")
    return [NamedPlan(plan.title, snapshot_without_successors(plan)) for plan in found]


def plan_joined_by(row: ImportRow, plans: Sequence[NamedPlan], directory: OrganisationDirectory) -> NamedPlan | None:
    """The plan that registering the row would add its file to, as `importer.registration` finds it."""
    first = directory.get(row.owners[0])
    if first is None:
        return None
    for plan in plans:
        held = plan.snapshot
        is_owned = any(one.organisation == first.id and one.position == 1 for one in held.owners)
        is_same = held.starts == row.starts if row.starts else plan.title == row.title
        if is_owned and held.kind == row.kind and is_same:
            return plan
    return None


def row_snapshot(row: ImportRow, directory: OrganisationDirectory, plan: int) -> PlanSnapshot:
    """The plan that the row would make, or the one in the register, by primary key, that it would join."""
    is_draft = row.variant == EditionVariant.CONSULTATION
    kind = DecisionKind.CONSULTATION if is_draft else DecisionKind.ADOPTION
    owners = [(code, entry) for code in row.owners if (entry := directory.get(code))]
    return PlanSnapshot(
        id=plan,
        kind=row.kind,
        starts=row.starts,
        ends=row.ends,
        decisions=(DecisionSnapshot(kind=kind, decided_on=row.decided_on),) if row.decided_on else (),
        owners=tuple(OwnerSnapshot(entry.id, role_by_code(code, entry)) for code, entry in owners),
    )

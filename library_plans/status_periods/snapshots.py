"""Loads plans as snapshots for the rules, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from library_plans.choices import ADOPTIONS, EditionVariant
from library_plans.models import Decision, Edition, Plan
from library_plans.querysets import PlanQuerySet
from library_plans.rules import DecisionSnapshot, OwnerSnapshot, PlanSnapshot, Succession, counts_from


def plan_snapshots(plans: Collection[int] | None = None) -> Mapping[int, PlanSnapshot]:
    """The snapshots of plans by primary key, or of all plans; three queries however many they are.

    Plans that share an owner with the given ones are in the answer too: who is newest, and whether an open-ended
    plan was replaced, depends on them. So are plans that name one of them as predecessor.
    """
    queryset: PlanQuerySet = Plan.objects.all() if plans is None else Plan.objects.related_to(plans)
    return snapshots_of(list(with_first_consultation(queryset.order_by("pk")).prefetch_related("owners", "decisions")))


def with_first_consultation(plans: PlanQuerySet) -> PlanQuerySet:
    """Each plan with `first_consultation`, when the first consultation version of it was collected."""
    editions = Edition.objects.filter(plan=OuterRef("pk"), variant=EditionVariant.CONSULTATION).order_by("fetched_at")
    return plans.annotate(first_consultation=Subquery(editions.values("fetched_at")[:1]))


def snapshots_of(plans: Sequence[Any]) -> dict[int, PlanSnapshot]:
    """The snapshots of plans `with_first_consultation` whose owners and decisions are prefetched.

    Give plans with all that share their owners: they may replace each other.
    """
    alone = {plan.pk: snapshot_without_successors(plan) for plan in plans}
    later = possible_successors(plans, alone)
    return {
        key: replace(snapshot, successions=tuple(row for one in later[key] if (row := succession(alone[one]))))
        for key, snapshot in alone.items()
    }


def possible_successors(plans: Sequence[Plan], snapshots: Mapping[int, PlanSnapshot]) -> dict[int, list[int]]:
    """The plans that may replace each: naming it as predecessor, or later ones of its kind with all its owners."""
    by_owner: dict[tuple[int, str], list[int]] = defaultdict(list)
    naming: dict[int, list[int]] = defaultdict(list)
    starts = {key: counts_from(snapshot, date.max) or date.min for key, snapshot in snapshots.items()}
    owners = {key: {owner.organisation for owner in snapshot.owners} for key, snapshot in snapshots.items()}
    for plan in plans:
        for owner in owners[plan.pk]:
            by_owner[owner, plan.kind].append(plan.pk)
        if plan.predecessor_id:
            naming[plan.predecessor_id].append(plan.pk)
    found = {}
    for plan in plans:
        own = owners[plan.pk]
        alike = by_owner[min(own), plan.kind] if own else []
        later = [other for other in alike if starts[other] > starts[plan.pk] and own <= owners[other]]
        found[plan.pk] = [*naming[plan.pk], *(other for other in later if other not in naming[plan.pk])]
    return found


def snapshot_without_successors(plan: Any) -> PlanSnapshot:
    """A plan `with_first_consultation` and prefetched relations as the rules see it, without its successors."""
    decisions = sorted(plan.decisions.all(), key=lambda decision: (decision.decided_on, decision.pk or 0))
    return PlanSnapshot(
        id=plan.pk,
        kind=plan.kind,
        starts=plan.starts,
        ends=plan.ends,
        until_further_notice=plan.until_further_notice,
        adopted_date_unknown=plan.adopted_date_unknown,
        decisions=tuple(decision_snapshot(decision) for decision in decisions),
        owners=tuple(OwnerSnapshot(row.organisation_id, row.role, row.position) for row in plan.owners.all()),
        first_consultation_on=timezone.localdate(plan.first_consultation) if plan.first_consultation else None,
    )


def decision_snapshot(decision: Decision) -> DecisionSnapshot:
    return DecisionSnapshot(
        kind=decision.kind,
        decided_on=decision.decided_on,
        id=decision.pk or 0,
        body=decision.body,
        body_name=decision.body_name,
        section=decision.section,
        dnr=decision.dnr,
        new_end=decision.new_end,
        until_further_notice=decision.until_further_notice,
        minutes_url=decision.minutes_url,
    )


def succession(snapshot: PlanSnapshot) -> Succession | None:
    """How a plan replaces an earlier one; None if it was never adopted or its first day is unknown."""
    first = next((row.decided_on for row in snapshot.decisions if row.kind in ADOPTIONS), None)
    from_day = counts_from(snapshot, date.max)
    if from_day is None or (first is None and not snapshot.adopted_date_unknown):
        return None
    return Succession(from_day, None if snapshot.adopted_date_unknown else first)

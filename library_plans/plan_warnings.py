"""Warnings about a plan, stored or as typed in a form, with what the register knows beside it."""

from __future__ import annotations

from datetime import date

from library_plans.models import Plan
from library_plans.rules import PlanSnapshot
from library_plans.rules.plan_warnings import NamedPlan, OwnerName, plan_warnings
from library_plans.status_periods.comparison import required_roles
from library_plans.status_periods.snapshots import snapshot_without_successors, with_first_consultation
from organisations.models import Organisation


def warnings_for(plan: PlanSnapshot, today: date) -> list[str]:
    """A sentence for each thing that is probably wrong with a plan: four queries."""
    keys = {owner.organisation for owner in plan.owners}
    organisations = Organisation.objects.filter(pk__in=keys)
    owners = {row.pk: OwnerName(row.display_name, required_roles(row)) for row in organisations}
    near = with_first_consultation(Plan.objects.filter(owners__organisation__in=keys).exclude(pk=plan.id).distinct())
    others = near.order_by("starts", "pk").prefetch_related("owners", "decisions")
    named = [NamedPlan(row.title, snapshot_without_successors(row)) for row in others]
    return plan_warnings(plan, owners, named, today)


def stored_warnings(plan: int, today: date) -> list[str]:
    """The same of a plan in the register, by primary key."""
    found = with_first_consultation(Plan.objects.filter(pk=plan)).prefetch_related("owners", "decisions").get()
    return warnings_for(snapshot_without_successors(found), today)

"""An organisation with all its plans and what the rules say of them: three queries, however many plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.urls import reverse

from library_plans.choices import OwnerRole
from library_plans.models import Plan, PlanOwner
from library_plans.querysets import PlanQuerySet
from library_plans.rules import (
    PlanSnapshot,
    Status,
    counting_plans,
    counts_from,
    owner_is_current,
    owner_status,
    plan_is_current,
    plan_status,
)
from library_plans.status_periods.comparison import required_roles
from library_plans.status_periods.snapshots import snapshots_of, with_first_consultation
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class OwnerPlans:
    """The organisation's plans, newest first, with their snapshots by primary key, as they stand on a day."""

    organisation: Organisation
    plans: tuple[Plan, ...]
    snapshots: Mapping[int, PlanSnapshot]
    on: date

    @property
    def url(self) -> str:
        return reverse("library_plans:owner", args=[self.organisation.code, self.organisation.slug])

    @property
    def roles(self) -> tuple[OwnerRole, ...]:
        """The roles in which the organisation shall have a plan; Gotland has two."""
        return required_roles(self.organisation)

    def by_slug(self, slug: str) -> Plan | None:
        """The plan with this slug at the organisation, also when its canonical address is at another owner."""
        return next((plan for plan in self.plans if any(row.slug == slug for row in self.ownerships(plan))), None)

    def ownerships(self, plan: Plan) -> list[PlanOwner]:
        return [row for row in plan.owners.all() if row.organisation_id == self.organisation.pk]

    def status(self, plan: Plan) -> Status:
        return plan_status(self.snapshots[plan.pk], self.on)

    def plan_is_current(self, plan: Plan) -> bool:
        """Whether KB counts the plan as aktuell."""
        return plan_is_current(self.snapshots[plan.pk], self.on)

    def owner_status(self, role: str) -> Status:
        """The status of the organisation in a role: one of the nine."""
        return owner_status(self.snapshots.values(), self.organisation.pk, role, self.on)

    def is_current(self, role: str) -> bool:
        """Whether KB counts any of the organisation's plans in a role as aktuell."""
        return owner_is_current(self.snapshots.values(), self.organisation.pk, role, self.on)

    def counting_plans(self, role: str) -> list[Plan]:
        """The plans that bear on the status of the organisation in a role."""
        keys = {
            snapshot.id for snapshot in counting_plans(self.snapshots.values(), self.organisation.pk, role, self.on)
        }
        return [plan for plan in self.plans if plan.pk in keys]

    def plan_behind(self, status: Status) -> Plan | None:
        """The plan that gives the organisation a status; none where no plan is known."""
        return next((plan for plan in self.plans if plan.pk == status.plan), None)

    def successor(self, plan: Plan) -> Plan | None:
        """The newest plan of the same kind that is in force, when it is a later one."""
        later = [
            other
            for other in self.plans
            if other.kind == plan.kind and self.status(other).in_force and self.first_day(other) > self.first_day(plan)
        ]
        return max(later, key=self.first_day, default=None)

    def first_day(self, plan: Plan) -> date:
        """The first day on which the plan counts or, while it is not adopted, its own start; `date.min` without any."""
        return counts_from(self.snapshots[plan.pk], self.on) or plan.starts or date.min


def get_owner_plans(code: str, on: date) -> OwnerPlans | None:
    """The organisation with a code or region code, with its plans (Gotland: 0980 or 09); None without any."""
    owned = PlanOwner.objects.filter(Q(organisation__code=code) | Q(organisation__region_code=code)).values("plan")
    rows = load_plans(Plan.objects.filter(Q(pk__in=owned) | Q(predecessor__in=owned)))
    organisation = find_owner(rows, code) or Organisation.objects.filter(Q(code=code) | Q(region_code=code)).first()
    return make_owner_plans(organisation, rows, snapshots_of(rows), on) if organisation else None


def load_plans(plans: PlanQuerySet) -> list[Plan]:
    """Plans with their owners and decisions: three queries."""
    owners = PlanOwner.objects.select_related("organisation")
    return list(
        with_first_consultation(plans.order_by("pk")).prefetch_related(Prefetch("owners", queryset=owners), "decisions")
    )


def make_owner_plans(
    organisation: Organisation, plans: Iterable[Plan], snapshots: Mapping[int, PlanSnapshot], on: date
) -> OwnerPlans:
    """The organisation's own among some plans, newest first."""
    own = [plan for plan in plans if any(row.organisation == organisation.pk for row in snapshots[plan.pk].owners)]
    own.sort(key=lambda plan: counts_from(snapshots[plan.pk], on) or plan.starts or date.min, reverse=True)
    return OwnerPlans(organisation, tuple(own), {plan.pk: snapshots[plan.pk] for plan in own}, on)


def find_owner(plans: Sequence[Plan], code: str) -> Organisation | None:
    """The organisation with a code, if it owns one of the plans: no query."""
    owners = (row.organisation for plan in plans for row in plan.owners.all())
    return next((owner for owner in owners if code in (owner.code, owner.region_code)), None)

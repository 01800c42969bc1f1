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
from library_plans.rules import PlanSnapshot, Status, counting, counts_from, owner_status, status
from library_plans.status_periods.comparison import roles_of
from library_plans.status_periods.snapshots import snapshots_of, with_first_consultation
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class OwnerPlans:
    """`plans` stand newest first; `facts` are those of each, by primary key."""

    organisation: Organisation
    plans: tuple[Plan, ...]
    facts: Mapping[int, PlanSnapshot]
    on: date

    @property
    def url(self) -> str:
        return reverse("library_plans:owner", args=[self.organisation.code, self.organisation.slug])

    @property
    def roles(self) -> tuple[OwnerRole, ...]:
        """The roles in which the organisation shall have a plan; Gotland has two."""
        return roles_of(self.organisation)

    def by_slug(self, slug: str) -> Plan | None:
        """The plan that has an address here, whichever of its owners the canonical one belongs to."""
        return next((plan for plan in self.plans if any(row.slug == slug for row in self.ownings(plan))), None)

    def ownings(self, plan: Plan) -> list[PlanOwner]:
        return [row for row in plan.owners.all() if row.organisation_id == self.organisation.pk]

    def status(self, plan: Plan) -> Status:
        return status(self.facts[plan.pk], self.on)

    def state(self, role: str) -> Status:
        """One of the nine states of the organisation in a role."""
        return owner_status(self.facts.values(), self.organisation.pk, role, self.on)

    def counting(self, role: str) -> list[Plan]:
        """The plans that bear on the state of the organisation in a role."""
        keys = {facts.id for facts in counting(self.facts.values(), self.organisation.pk, role, self.on)}
        return [plan for plan in self.plans if plan.pk in keys]

    def giving(self, state: Status) -> Plan | None:
        """The plan that gives a state; none where no plan is known."""
        return next((plan for plan in self.plans if plan.pk == state.plan), None)

    def successor(self, plan: Plan) -> Plan | None:
        """The newest plan of the same kind that is in force, when it is a later one."""
        later = [
            other
            for other in self.plans
            if other.kind == plan.kind and self.status(other).in_force and self.begins(other) > self.begins(plan)
        ]
        return max(later, key=self.begins, default=None)

    def begins(self, plan: Plan) -> date:
        return counts_from(self.facts[plan.pk], self.on) or plan.starts or date.min


def owner_plans_at(code: str, on: date) -> OwnerPlans | None:
    """By code or, for the 21, by region code: Gotland answers to 0980 and 09. None when nobody has the code."""
    owned = PlanOwner.objects.filter(Q(organisation__code=code) | Q(organisation__region_code=code)).values("plan")
    rows = with_register(Plan.objects.filter(Q(pk__in=owned) | Q(predecessor__in=owned)))
    organisation = owner_among(rows, code) or Organisation.objects.filter(Q(code=code) | Q(region_code=code)).first()
    return make_owner_plans(organisation, rows, snapshots_of(rows), on) if organisation else None


def with_register(plans: PlanQuerySet) -> list[Plan]:
    """Plans with their owners and decisions."""
    owners = PlanOwner.objects.select_related("organisation")
    return list(
        with_first_consultation(plans.order_by("pk")).prefetch_related(Prefetch("owners", queryset=owners), "decisions")
    )


def make_owner_plans(
    organisation: Organisation, plans: Iterable[Plan], facts: Mapping[int, PlanSnapshot], on: date
) -> OwnerPlans:
    """The organisation's own among some plans, newest first."""
    own = [plan for plan in plans if any(row.organisation == organisation.pk for row in facts[plan.pk].owners)]
    own.sort(key=lambda plan: counts_from(facts[plan.pk], on) or plan.starts or date.min, reverse=True)
    return OwnerPlans(organisation, tuple(own), {plan.pk: facts[plan.pk] for plan in own}, on)


def owner_among(plans: Sequence[Plan], code: str) -> Organisation | None:
    """The organisation with a code, if it owns one of the plans; saves asking for it."""
    owners = (row.organisation for plan in plans for row in plan.owners.all())
    return next((owner for owner in owners if code in (owner.code, owner.region_code)), None)

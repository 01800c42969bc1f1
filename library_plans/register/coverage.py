"""The register as a table: one line for each owner in each role, with the plan that gives it its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from library_plans.choices import OwnerRole
from library_plans.models import Plan
from library_plans.register.owner_plans import OwnerPlans, all_owner_plans
from library_plans.register.presentation import period
from library_plans.rules import DecisionSnapshot, Status, adoption, body_of
from organisations.models import Organisation

SOON_NOTE = "går ut snart"
COLUMNS = (
    "kod", "namn", "nivå", "län", "status", "förklaring", "anmärkning", "plan", "period", "gäller till och med",
    "antagen", "beslutad av", "paragraf", "dnr", "adress", "exempeltext",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An owner in a role on a day."""

    owner_plans: OwnerPlans
    role: OwnerRole
    state: Status
    plan: Plan | None

    @property
    def organisation(self) -> Organisation:
        return self.owner_plans.organisation

    @property
    def period(self) -> str:
        return period(self.plan) if self.plan else ""

    @property
    def decision(self) -> DecisionSnapshot | None:
        """The decision by which the plan stands adopted."""
        return adoption(self.owner_plans.facts[self.plan.pk], self.owner_plans.on) if self.plan else None

    @property
    def soon(self) -> bool:
        """Whether the plan ends within twelve months."""
        return SOON_NOTE in self.state.notes

    def row(self, site: str) -> Sequence[str]:
        """One line of the CSV, as long as `COLUMNS`; `site` is the beginning of addresses."""
        decision, plan = self.decision, self.plan
        return (
            self.organisation.code,
            self.organisation.display_name,
            self.role,
            self.organisation.county_name,
            self.state.code,
            self.state.sentence,
            "; ".join(self.state.notes),
            plan.title if plan else "",
            self.period,
            self.state.last.isoformat() if self.state.last else "",
            decision.decided_on.isoformat() if decision else "",
            body_of(decision) if decision else "",
            decision.section if decision else "",
            decision.dnr if decision else "",
            f"{site}{plan.get_absolute_url() if plan else self.owner_plans.url}",
            "exempel" if plan and plan.is_example else "",
        )


def coverage(on: date) -> list[Line]:
    """Every municipality and every region, in KB's order: by länsnummer, the region first. Gotland has two lines."""
    organisations = Organisation.objects.municipalities() | Organisation.objects.regions()
    return [
        Line(owner_plans, role, state, owner_plans.giving(state))
        for owner_plans in all_owner_plans(organisations.in_kb_order(), on)
        for role in reversed(owner_plans.roles)
        for state in [owner_plans.state(role)]
    ]


def by_county(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines in KB's order, cut at each län."""
    part: list[Line] = []
    for line in lines:
        if part and line.organisation.county_code != part[-1].organisation.county_code:
            yield part[0].organisation.county_name, part
            part = []
        part.append(line)
    if part:
        yield part[0].organisation.county_name, part

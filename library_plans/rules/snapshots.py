"""The input of the rules: plans, decisions and owners as frozen values, free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from library_plans.choices import OwnerRole, PlanKind


@dataclass(frozen=True, slots=True)
class DecisionSnapshot:
    """One decision as the register knows it. `kind` and `body` are codes of DecisionKind and DecisionBody."""

    kind: str
    decided_on: date
    id: int = 0
    body: str = ""
    body_name: str = ""
    section: str = ""
    dnr: str = ""
    new_end: date | None = None
    until_further_notice: bool = False
    minutes_url: str = ""


@dataclass(frozen=True, slots=True)
class OwnerSnapshot:
    """Ownership of a plan by an organisation (its primary key) in a role."""

    organisation: int
    role: str = OwnerRole.MUNICIPALITY
    position: int = 1


@dataclass(frozen=True, slots=True)
class Succession:
    """The first day of a later plan that replaces this one; known from `adopted_on` (None: always known)."""

    counts_from: date
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """A plan with what bears on its status. `decisions` stand in order of date."""

    id: int = 0
    kind: str = PlanKind.MUNICIPAL
    starts: date | None = None
    ends: date | None = None
    until_further_notice: bool = False
    adopted_date_unknown: bool = False
    decisions: tuple[DecisionSnapshot, ...] = ()
    owners: tuple[OwnerSnapshot, ...] = ()
    successions: tuple[Succession, ...] = ()
    first_consultation_on: date | None = None  # when a consultation version was first collected

    def owned_by(self, organisation: int, role: str) -> bool:
        return any(owner.organisation == organisation and owner.role == role for owner in self.owners)

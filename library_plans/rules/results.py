"""The output of the rules: a status on a day, and the periods in which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from library_plans.choices import IN_FORCE_CODES, StatusCode, StatusNote, StatusReason
from library_plans.rules.snapshots import DecisionSnapshot

ENDS_SOON_WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Status:
    """A status with what explains it, in codes; `explanations.explain` makes a sentence of them.

    Attributes:
        adoption: The decision by which the plan stands adopted, if one is known.
        evidence: The decision that the status rests on, if any: the adoption, extension, revocation or latest step.
        starts: The first day the plan counts by what is known; None when no date is.
        last_day: The last day by the decisions known (None: no end is decided, or the plan is not adopted).
        period_end: The last day as adopted.
        plan: Primary key of the plan that has this status or gives it to its owner, 0 when none does.
    """

    code: StatusCode
    reason: StatusReason
    adoption: DecisionSnapshot | None = None
    evidence: DecisionSnapshot | None = None
    starts: date | None = None
    last_day: date | None = None
    period_end: date | None = None
    notes: tuple[StatusNote, ...] = ()
    plan: int = 0

    @property
    def label(self) -> str:
        return str(self.code.label)

    @property
    def in_force(self) -> bool:
        return self.code in IN_FORCE_CODES

    @property
    def ends_soon(self) -> bool:
        return StatusNote.ENDS_SOON in self.notes

    def with_ends_soon_note(self, on: date) -> Status:
        """The status on a day: a plan in force that ends within a year from it has the note ENDS_SOON."""
        soon = self.in_force and self.last_day is not None and self.last_day - on <= ENDS_SOON_WITHIN
        return replace(self, notes=(StatusNote.ENDS_SOON, *self.notes)) if soon else self

    def with_notes(self, notes: Iterable[StatusNote]) -> Status:
        """The status with further notes."""
        return replace(self, notes=(*self.notes, *notes))


NO_PLAN = Status(StatusCode.NONE, StatusReason.NO_PLAN)


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """Days on which nothing that the rules say of a plan changes, except that its end comes closer.

    `status` is without the note ENDS_SOON, which hangs on the day. `effective_end` is also that of a draft.
    """

    first_day: date
    last_day: date
    status: Status
    effective_end: date | None
    is_current: bool  # whether KB counts the plan as *aktuell*

    @property
    def outcome(self) -> tuple[Status, date | None, bool]:
        return self.status, self.effective_end, self.is_current


@dataclass(frozen=True, slots=True)
class OwnerPeriod:
    """Days on which an owner in a role has its status from one period of one plan; `plan_period` is None without one.

    `notes` are those about its other plans; `is_current` says whether any of its counting plans is *aktuell*.
    """

    first_day: date
    last_day: date
    plan_period: PlanPeriod | None
    notes: tuple[StatusNote, ...]
    is_current: bool

    @property
    def code(self) -> StatusCode:
        return self.plan_period.status.code if self.plan_period else StatusCode.NONE

    @property
    def outcome(self) -> tuple[PlanPeriod | None, tuple[StatusNote, ...], bool]:
        return self.plan_period, self.notes, self.is_current

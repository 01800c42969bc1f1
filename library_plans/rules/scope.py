"""Which plans and editions a search scope holds: the newest plan of each owner and kind, on any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from library_plans.choices import IN_FORCE_CODES, EditionVariant, PlanKind, StatusCode
from library_plans.rules.periods import ONE_DAY, adoption, is_adopted
from library_plans.rules.snapshots import PlanSnapshot
from library_plans.rules.status import status_timeline

DateRange = tuple[date, date]


@dataclass(frozen=True, slots=True)
class EditionSnapshot:
    """The facts of an edition that the choice of the preferred one rests on; `readable`: text may be shown."""

    id: int
    number: int
    variant: str
    language: str
    readable: bool


def preferred_by_language(editions: Iterable[EditionSnapshot]) -> Mapping[str, EditionSnapshot]:
    """The edition that stands for its plan, by language: the adopted text, with readable text, collected last.

    Without readable text the last adopted one; a language in which nothing adopted was collected has none.
    """
    adopted = [edition for edition in editions if edition.variant == EditionVariant.ADOPTED]
    best: dict[str, EditionSnapshot] = {}
    for edition in sorted(adopted, key=lambda edition: (edition.readable, edition.number)):
        best[edition.language] = edition
    return best


def recency(snapshot: PlanSnapshot, on: date) -> tuple[bool, date, int]:
    """Sort key of plans of one owner and kind, the newest last: adopted before others, by adoption, else by start."""
    decision = adoption(snapshot, on)
    day = decision.decided_on if decision else snapshot.starts
    return (is_adopted(snapshot, on), day or date.min, -snapshot.id)


def newest_date_ranges(plans: Sequence[PlanSnapshot]) -> Mapping[int, tuple[DateRange, ...]]:
    """On which days each plan is the newest for any of its owners; every owner has one on all days.

    Give all plans that share owners with those you ask about.
    """
    by_duty: dict[tuple[int, str, str], list[DatedPlan]] = {}
    for plan in plans:
        dated = DatedPlan.of(plan)
        for organisation, role in {(owner.organisation, owner.role) for owner in plan.owners}:
            by_duty.setdefault((organisation, role, duty(plan.kind)), []).append(dated)
    spans: dict[int, list[DateRange]] = {plan.id: [] for plan in plans}
    for generations in by_duty.values():
        for plan_id, first, last in newest_by_period(generations):
            spans[plan_id].append((first, last))
    return {plan_id: tuple(merge_date_ranges(rows)) for plan_id, rows in spans.items()}


@dataclass(frozen=True, slots=True)
class DatedPlan:
    """A plan with its status over all time."""

    plan: PlanSnapshot
    timeline: tuple[tuple[StatusCode, date, date], ...]

    @classmethod
    def of(cls, plan: PlanSnapshot) -> DatedPlan:
        return cls(plan, status_timeline(plan))

    def status(self, on: date) -> StatusCode:
        return next(code for code, first, last in self.timeline if first <= on <= last)

    def turns(self) -> set[date]:
        """The days on which it may become the newest, or cease to be."""
        return {first for _code, first, _last in self.timeline} | {row.decided_on for row in self.plan.decisions}


def duty(kind: str) -> str:
    """What a plan of this kind fulfils: a strategy or a part of a culture plan stands for the library plan."""
    return kind if kind in (PlanKind.SCHOOL, PlanKind.SUPPLEMENT) else PlanKind.MUNICIPAL


def newest_by_period(generations: Sequence[DatedPlan]) -> list[tuple[int, date, date]]:
    """The newest of one owner's plans for one duty, with the first and last day of each period."""
    turns = sorted({date.min}.union(*(dated.turns() for dated in generations)))
    lasts = [*(turn - ONE_DAY for turn in turns[1:]), date.max]
    return [
        (plan_id, first, last)
        for first, last in zip(turns, lasts, strict=True)
        for plan_id in newest_on(generations, first)
    ]


def newest_on(generations: Sequence[DatedPlan], on: date) -> set[int]:
    """The plan in force and beside it the one that has been adopted but not begun; without either the most recent.

    A part of a culture plan and a plan of its own can be in force at the same time, and then both count.
    """
    by_status: dict[StatusCode, list[PlanSnapshot]] = {}
    for dated in generations:
        by_status.setdefault(dated.status(on), []).append(dated.plan)
    in_force = [plan for code in IN_FORCE_CODES for plan in by_status.get(code, ())]
    found = set()
    for candidates in (in_force, by_status.get(StatusCode.COMING, [])):
        for part_of_culture_plan in (True, False):
            found |= _most_recent([p for p in candidates if (p.kind == PlanKind.CULTURE) is part_of_culture_plan], on)
    return found or _most_recent([dated.plan for dated in generations], on)


def _most_recent(plans: Sequence[PlanSnapshot], on: date) -> set[int]:
    return {max(plans, key=lambda plan: recency(plan, on)).id} if plans else set()


def merge_date_ranges(spans: Iterable[DateRange]) -> list[DateRange]:
    """Overlapping or adjoining ranges as one."""
    rows: list[DateRange] = []
    for first, last in sorted(spans):
        if rows and (rows[-1][1] == date.max or first <= rows[-1][1] + ONE_DAY):
            rows[-1] = (rows[-1][0], max(rows[-1][1], last))
        else:
            rows.append((first, last))
    return rows

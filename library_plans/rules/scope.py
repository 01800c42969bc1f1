"""Which plans and editions a search scope holds: the newest plan of each owner and kind, on any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from library_plans.choices import EditionVariant
from library_plans.rules.periods import ONE_DAY, adoption, is_adopted
from library_plans.rules.snapshots import PlanSnapshot

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
    """On which days each plan is the newest for any of its owners among those of its kind; all days are covered.

    Give all plans that share owners with those you ask about.
    """
    by_owner: dict[tuple[int, str], list[PlanSnapshot]] = {}
    for plan in plans:
        for organisation in {owner.organisation for owner in plan.owners}:
            by_owner.setdefault((organisation, plan.kind), []).append(plan)
    spans: dict[int, list[DateRange]] = {plan.id: [] for plan in plans}
    for generations in by_owner.values():
        for plan_id, first, last in newest_by_period(generations):
            spans[plan_id].append((first, last))
    return {plan_id: tuple(merge_date_ranges(rows)) for plan_id, rows in spans.items()}


def newest_by_period(generations: Sequence[PlanSnapshot]) -> list[tuple[int, date, date]]:
    """The newest of one owner's plans of one kind, with the first and last day of each."""
    turns = sorted({date.min, *(row.decided_on for plan in generations for row in plan.decisions)})
    found: list[tuple[int, date, date]] = []
    for first in turns:
        newest = max(generations, key=lambda plan: recency(plan, first)).id
        if found and found[-1][0] == newest:
            continue
        if found:
            found[-1] = (*found[-1][:2], first - ONE_DAY)
        found.append((newest, first, date.max))
    return found


def merge_date_ranges(spans: Iterable[DateRange]) -> list[DateRange]:
    """Overlapping or adjoining ranges as one."""
    rows: list[DateRange] = []
    for first, last in sorted(spans):
        if rows and (rows[-1][1] == date.max or first <= rows[-1][1] + ONE_DAY):
            rows[-1] = (rows[-1][0], max(rows[-1][1], last))
        else:
            rows.append((first, last))
    return rows

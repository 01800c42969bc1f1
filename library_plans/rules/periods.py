"""When a plan counts and when it ends, from its own dates and the decisions known on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from library_plans.choices import ADOPTIONS, EXTENSIONS, DecisionKind
from library_plans.rules.counting_rule import CountingRule
from library_plans.rules.snapshots import DecisionSnapshot, PlanSnapshot

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EffectiveEnd:
    """Until when a plan is in force: `last_day` is None while no end is decided.

    `decision` is the extension or revocation that moved the end as adopted; `replaced` says that a successor did.
    """

    last_day: date | None
    decision: DecisionSnapshot | None = None
    replaced: bool = False

    @property
    def revoked(self) -> bool:
        return self.decision is not None and self.decision.kind == DecisionKind.REVOCATION


def known_decisions(snapshot: PlanSnapshot, on: date) -> list[DecisionSnapshot]:
    """The decisions dated on or before a day; others do not count on that day."""
    return [decision for decision in snapshot.decisions if decision.decided_on <= on]


def adoption(snapshot: PlanSnapshot, on: date) -> DecisionSnapshot | None:
    """The latest decision by which the plan stands adopted: the council's, where boards adopted it first."""
    adoptions = [decision for decision in known_decisions(snapshot, on) if decision.kind in ADOPTIONS]
    return adoptions[-1] if adoptions else None


def is_adopted(snapshot: PlanSnapshot, on: date) -> bool:
    """Adopted by a decision, or marked as adopted on an unknown date."""
    return snapshot.adopted_date_unknown or adoption(snapshot, on) is not None


def counts_from(snapshot: PlanSnapshot, on: date) -> date | None:
    """The first day an adopted plan counts: the later of start and first adoption. None when no date is known."""
    first = next(
        (decision.decided_on for decision in known_decisions(snapshot, on) if decision.kind in ADOPTIONS), None
    )
    return max((day for day in (snapshot.starts, first) if day is not None), default=None)


def effective_end(snapshot: PlanSnapshot, on: date) -> EffectiveEnd:
    """The end that holds on a day: as adopted, moved by extensions, cut by a revocation or, if open, by a successor."""
    end = EffectiveEnd(snapshot.ends)
    for decision in known_decisions(snapshot, on):
        if decision.kind in EXTENSIONS and (decision.new_end or decision.until_further_notice):
            end = EffectiveEnd(decision.new_end, decision=decision)
        elif decision.kind == DecisionKind.REVOCATION:
            last = decision.new_end or decision.decided_on
            if last < (end.last_day or date.max):  # what has ended already is not cut short
                end = EffectiveEnd(last, decision=decision)
    if end.last_day is None and (successor_day := replaced_from(snapshot, on)):
        end = EffectiveEnd(successor_day - ONE_DAY, decision=end.decision, replaced=True)
    return end


def has_begun(snapshot: PlanSnapshot, on: date) -> bool:
    """Whether an adopted plan has come into force by a day: one that is over has, unless it was revoked before."""
    begins, end = counts_from(snapshot, on), effective_end(snapshot, on)
    if end.last_day is None or end.last_day >= on:
        return begins is not None and begins <= on
    return begins is None or begins <= (end.last_day if end.revoked else on)


def replaced_from(snapshot: PlanSnapshot, on: date) -> date | None:
    """The day from which a successor, adopted by then, counts in place of this plan."""
    known = [row.counts_from for row in snapshot.successions if row.adopted_on is None or row.adopted_on <= on]
    return min((day for day in known if day > date.min), default=None)


def within_adopted_period(snapshot: PlanSnapshot, on: date) -> bool:
    """Whether the period as adopted covers a day; without an end it does."""
    return snapshot.ends is None or on <= snapshot.ends


def change_days(snapshot: PlanSnapshot, rule: CountingRule) -> set[date]:
    """Every day on which a plan's status may differ from the day before, `date.min` included."""
    return {date.min, *decision_days(snapshot), *period_days(snapshot), *rule_days(snapshot, rule)}


def decision_days(snapshot: PlanSnapshot) -> Iterator[date]:
    """Days on which something becomes known."""
    for decision in snapshot.decisions:
        yield decision.decided_on
    for row in snapshot.successions:
        yield row.adopted_on or date.min
    if snapshot.first_consultation_on:
        yield snapshot.first_consultation_on


def period_days(snapshot: PlanSnapshot) -> Iterator[date]:
    """First days, and the days after possible last ones."""
    if snapshot.starts:
        yield snapshot.starts
    for last in possible_ends(snapshot):
        if last < date.max:
            yield last + ONE_DAY


def rule_days(snapshot: PlanSnapshot, rule: CountingRule) -> Iterator[date]:
    """New year's days on which the years that the rule allows may have passed, after an end or after a start."""
    starts = (snapshot.starts, *(decision.decided_on for decision in snapshot.decisions))
    years = {last.year + rule.grace_years for last in possible_ends(snapshot)}
    years |= {start.year + rule.open_years for start in starts if start}
    yield from (date(year + 1, 1, 1) for year in years if year < date.max.year)


def possible_ends(snapshot: PlanSnapshot) -> Iterator[date]:
    """Every day that may be the last one, by some decision or successor."""
    if snapshot.ends:
        yield snapshot.ends
    for decision in snapshot.decisions:
        if decision.new_end:
            yield decision.new_end
        if decision.kind == DecisionKind.REVOCATION:
            yield decision.decided_on
    for row in snapshot.successions:
        if row.counts_from > date.min:
            yield row.counts_from - ONE_DAY

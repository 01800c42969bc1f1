"""When a plan counts and when it ends, from its own dates and the decisions known on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from library_plans.choices import ADOPTIONS, EXTENSIONS, DecisionKind
from library_plans.rules.facts import DecisionFacts, PlanFacts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class End:
    """Until when a plan holds: `last` is the last day, None while no end is decided.

    `by` is the extension or revocation that moved it from the end as adopted; `replaced` says that a successor did.
    """

    last: date | None
    by: DecisionFacts | None = None
    replaced: bool = False


def known_decisions(facts: PlanFacts, on: date) -> list[DecisionFacts]:
    """Only decisions dated on or before a day count on that day."""
    return [decision for decision in facts.decisions if decision.decided_on <= on]


def adoption(facts: PlanFacts, on: date) -> DecisionFacts | None:
    """The latest decision by which the plan stands adopted: the council's, where boards adopted it first."""
    adoptions = [decision for decision in known_decisions(facts, on) if decision.kind in ADOPTIONS]
    return adoptions[-1] if adoptions else None


def is_adopted(facts: PlanFacts, on: date) -> bool:
    """Adopted by a decision, or marked as adopted on an unknown date."""
    return facts.adopted_date_unknown or adoption(facts, on) is not None


def counts_from(facts: PlanFacts, on: date) -> date | None:
    """The first day an adopted plan counts: the later of start and first adoption. None when no date is known."""
    first = next((decision.decided_on for decision in known_decisions(facts, on) if decision.kind in ADOPTIONS), None)
    return max((day for day in (facts.starts, first) if day is not None), default=None)


def effective_end(facts: PlanFacts, on: date) -> End:
    """The end that holds on a day: as adopted, moved by extensions, cut by a revocation or, if open, by a successor."""
    end = End(facts.ends)
    for decision in known_decisions(facts, on):
        if decision.kind in EXTENSIONS and (decision.new_end or decision.until_further_notice):
            end = End(decision.new_end, by=decision)
        elif decision.kind == DecisionKind.REVOCATION:
            last = decision.new_end or decision.decided_on
            end = End(min(last, end.last or last), by=decision)
    if end.last is None and (replaced_from := replacement(facts, on)):
        end = End(replaced_from - ONE_DAY, by=end.by, replaced=True)
    return end


def replacement(facts: PlanFacts, on: date) -> date | None:
    """The day from which a successor, adopted by then, counts in place of this plan."""
    known = [row.counts_from for row in facts.successions if row.adopted_on is None or row.adopted_on <= on]
    return min(known, default=None)


def holds_as_adopted(facts: PlanFacts, on: date) -> bool:
    """Whether the period as adopted covers a day; without an end it does."""
    return facts.ends is None or on <= facts.ends


def turning_days(facts: PlanFacts) -> set[date]:
    """Every day on which the facts of a plan may read otherwise than the day before, `date.min` included."""
    return {date.min, *decision_days(facts), *period_days(facts)}


def decision_days(facts: PlanFacts) -> Iterator[date]:
    """Days on which something becomes known."""
    for decision in facts.decisions:
        yield decision.decided_on
    for row in facts.successions:
        yield row.adopted_on or date.min
    if facts.consulted_on:
        yield facts.consulted_on


def period_days(facts: PlanFacts) -> Iterator[date]:
    """First days, and the days after possible last ones."""
    if facts.starts:
        yield facts.starts
    for last in possible_ends(facts):
        yield last + ONE_DAY


def possible_ends(facts: PlanFacts) -> Iterator[date]:
    """Every day that may be the last one, by some decision or successor."""
    if facts.ends:
        yield facts.ends
    for decision in facts.decisions:
        if decision.new_end:
            yield decision.new_end
        if decision.kind == DecisionKind.REVOCATION:
            yield decision.decided_on
    for row in facts.successions:
        yield row.counts_from - ONE_DAY

"""What the rules say changes only together with their version, so that stored periods of an older one are noticed."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

from library_plans.choices import DecisionKind, OwnerRole, PlanKind
from library_plans.rules import (
    KB_2021,
    CountingRule,
    DecisionSnapshot,
    OwnerPeriod,
    OwnerSnapshot,
    PlanPeriod,
    PlanSnapshot,
    Succession,
    owner_periods,
    plan_periods,
)

# SHA-256 of all periods below, by version. Another outcome needs another version, and its digest on a line of its own.
DIGESTS = {
    1: "f61ff9719e909538f23328988b20403842cb26d2bc130216654cc357b4457ed5",
    2: "dda221ba659c466beace485521f6d92c77ad12704987aa530fc259376c9a8cd5",
}

FIRST_ON, SECOND_ON = date(2015, 6, 1), date(2019, 3, 15)
STARTS, ENDS, NEW_END = date(2016, 1, 1), date(2019, 12, 31), date(2021, 12, 31)
OWNERS = (OwnerSnapshot(1, OwnerRole.MUNICIPALITY), OwnerSnapshot(1, OwnerRole.REGION, position=2))


def decision_pairs() -> Iterator[tuple[DecisionSnapshot, ...]]:
    """Every kind of decision followed by every kind, with and without a new end."""
    yield ()
    for first, second, new_end in product(DecisionKind, DecisionKind, (None, NEW_END)):
        yield (
            DecisionSnapshot(first, FIRST_ON, id=1, until_further_notice=new_end is None),
            DecisionSnapshot(second, SECOND_ON, id=2, new_end=new_end),
        )


def plans() -> Iterator[PlanSnapshot]:
    """Plans with every combination of what bears on their status."""
    successions = ((), (Succession(date(2020, 1, 1), date(2019, 11, 1)),))
    for starts, ends, date_unknown, decisions, successors in product(
        (None, STARTS), (None, ENDS), (True, False), decision_pairs(), successions
    ):
        yield PlanSnapshot(
            id=1,
            starts=starts,
            ends=ends,
            adopted_date_unknown=date_unknown,
            decisions=decisions,
            owners=OWNERS,
            successions=successors,
        )
    yield PlanSnapshot(id=1, first_consultation_on=FIRST_ON)
    yield PlanSnapshot(id=1, starts=STARTS, until_further_notice=True, adopted_date_unknown=True)


def owned_plans() -> Iterator[list[PlanSnapshot]]:
    """Two plans of one owner, of every pair of kinds: an adopted one, and one with any other decision."""
    adoption = DecisionSnapshot(DecisionKind.ADOPTION, FIRST_ON, id=1)
    for kind, other_kind, other_decision in product(PlanKind, PlanKind, DecisionKind):
        yield [
            PlanSnapshot(1, kind, STARTS, ENDS, decisions=(adoption,), owners=OWNERS),
            PlanSnapshot(2, other_kind, decisions=(DecisionSnapshot(other_decision, SECOND_ON, id=2),), owners=OWNERS),
        ]


def plan_row(period: PlanPeriod) -> str:
    status = period.status
    decisions = [decision.id if decision else None for decision in (status.adoption, status.evidence)]
    return (
        f"{period.first_day} {period.last_day} {status.code} {status.reason} {decisions} {status.starts} "
        f"{status.last_day} {period.effective_end} {list(map(str, status.notes))} {period.is_current}"
    )


def owner_row(period: OwnerPeriod) -> str:
    plan = period.plan_period.status.plan if period.plan_period else None
    return (
        f"{period.first_day} {period.last_day} {period.code} {plan} {list(map(str, period.notes))} {period.is_current}"
    )


def rows(rule: CountingRule) -> Iterator[str]:
    for plan in plans():
        yield from map(plan_row, plan_periods(plan, rule))
    for owned, role in product(owned_plans(), (OwnerRole.MUNICIPALITY, OwnerRole.REGION)):
        periods = {plan.id: plan_periods(plan, rule) for plan in owned}
        yield from map(owner_row, owner_periods(owned, periods, 1, role))


@cache
def outcome_digest(rule: CountingRule) -> str:
    return hashlib.sha256("\n".join(rows(rule)).encode()).hexdigest()


def test_the_outcome_is_that_of_the_version():
    assert outcome_digest(KB_2021) == DIGESTS[KB_2021.version], "Raise KB_2021.version and add its digest to DIGESTS."


def test_no_two_versions_have_the_same_outcome():
    assert len(set(DIGESTS.values())) == len(DIGESTS)


def test_another_figure_of_the_rule_gives_another_outcome():
    changed = [replace(KB_2021, grace_years=3), replace(KB_2021, open_years=4)]

    assert len({outcome_digest(rule) for rule in (KB_2021, *changed)}) == 3

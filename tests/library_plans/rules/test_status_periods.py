"""The periods of a plan and of an owner: neither gaps nor overlaps, and the same as the rules on every day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from library_plans.choices import StatusNote
from library_plans.rules import (
    KB_2021,
    NO_PLAN,
    DecisionSnapshot,
    OwnerSnapshot,
    PlanSnapshot,
    Succession,
    effective_end,
    owner_is_current,
    owner_periods,
    owner_status,
    plan_is_current,
    plan_periods,
    plan_status,
    status_timeline,
)
from library_plans.rules.periods import change_days

KINDS = ["uppdrag", "remiss", "aterremiss", "antagande", "forlangning", "aktualisering", "revidering", "upphavande"]
ROLES = ("kommun", "region")

# Few days, so that borders meet; the ends of the calendar are among them.
days = st.dates(date(2000, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date(1, 1, 1), date(1, 1, 2), date(2024, 12, 31), date(2025, 1, 1), date(9998, 1, 1), date(9999, 12, 31)]
)
decisions = st.lists(
    st.builds(
        DecisionSnapshot,
        kind=st.sampled_from(KINDS),
        decided_on=days,
        id=st.integers(1, 99),
        new_end=st.none() | days,
        until_further_notice=st.booleans(),
    ),
    max_size=6,
).map(lambda rows: tuple(sorted(rows, key=lambda row: row.decided_on)))
owners = st.sampled_from(
    [
        (OwnerSnapshot(1, "kommun"),),
        (OwnerSnapshot(1, "region"),),
        (OwnerSnapshot(1, "kommun"), OwnerSnapshot(1, "region", 2)),
        (OwnerSnapshot(2, "kommun"), OwnerSnapshot(1, "kommun", 2)),
        (OwnerSnapshot(2, "region"),),
    ]
)
plans = st.builds(
    PlanSnapshot,
    kind=st.sampled_from(["kommunal", "regional", "strategi", "skolbiblioteksplan"]),
    starts=st.none() | days,
    ends=st.none() | days,
    until_further_notice=st.booleans(),
    adopted_date_unknown=st.booleans(),
    decisions=decisions,
    owners=owners,
    successions=st.lists(st.builds(Succession, counts_from=days, adopted_on=st.none() | days), max_size=2).map(tuple),
    first_consultation_on=st.none() | days,
)
several_plans = st.lists(plans, max_size=4).map(
    lambda rows: [replace(row, id=number) for number, row in enumerate(rows, start=1)]
)


def covers_all_days_once(periods):
    days = [(row.first_day, row.last_day) for row in periods]
    return (
        (days[0][0], days[-1][1]) == (date.min, date.max)
        and all(first <= last for first, last in days)
        and all(this[1] + timedelta(days=1) == following[0] for this, following in pairwise(days))
    )


def at(periods, on):
    [found] = [row for row in periods if row.first_day <= on <= row.last_day]
    return found


def days_to_try(*snapshots):
    """Each day on which something may change, the day before and the day after."""
    turns = {day for snapshot in snapshots for day in change_days(snapshot, KB_2021)} or {date(2025, 1, 1)}
    near = {day.toordinal() + step for day in turns for step in (-1, 0, 1)}
    return [date.fromordinal(day) for day in sorted(near) if date.min.toordinal() <= day <= date.max.toordinal()]


@given(plan=plans, day=days)
@settings(max_examples=300, deadline=None)
def test_periods_of_a_plan_say_the_same_as_the_rules_on_every_day(plan, day):
    periods = plan_periods(plan)

    assert covers_all_days_once(periods)
    for on in (day, *days_to_try(plan)):
        period = at(periods, on)
        assert period.status.with_ends_soon_note(on) == plan_status(plan, on)
        assert (period.effective_end, period.is_current) == (
            effective_end(plan, on).last_day,
            plan_is_current(plan, on),
        )


@given(plan=plans)
@settings(max_examples=100, deadline=None)
def test_periods_of_a_plan_are_as_few_as_can_be(plan):
    assert all(this.outcome != following.outcome for this, following in pairwise(plan_periods(plan)))


@given(plan=plans, on=days)
@settings(max_examples=100, deadline=None)
def test_the_timeline_says_the_same_as_the_status_of_any_day(plan, on):
    spans = status_timeline(plan)

    assert [code for code, first, last in spans if first <= on <= last] == [plan_status(plan, on).code]
    assert all(this[2] + timedelta(days=1) == following[1] for this, following in pairwise(spans))


@given(plans=several_plans, role=st.sampled_from(ROLES), day=days)
@settings(max_examples=200, deadline=None)
def test_periods_of_an_owner_say_the_same_as_the_rules_on_every_day(plans, role, day):
    periods = owner_periods(plans, {plan.id: plan_periods(plan) for plan in plans}, 1, role)

    assert covers_all_days_once(periods)
    for on in (day, *days_to_try(*plans)):
        period = at(periods, on)
        found = (
            period.plan_period.status.with_ends_soon_note(on).with_notes(period.notes)
            if period.plan_period
            else NO_PLAN
        )
        assert found == owner_status(plans, 1, role, on)
        assert period.is_current == owner_is_current(plans, 1, role, on)


@given(plans=several_plans, role=st.sampled_from(ROLES))
@settings(max_examples=100, deadline=None)
def test_a_period_of_an_owner_lies_within_one_of_its_plan(plans, role):
    for row in owner_periods(plans, {plan.id: plan_periods(plan) for plan in plans}, 1, role):
        if row.plan_period:
            assert row.plan_period.first_day <= row.first_day <= row.last_day <= row.plan_period.last_day


def test_a_stored_note_is_never_that_the_plan_ends_soon():
    plan = PlanSnapshot(starts=date(2024, 1, 1), ends=date(2024, 12, 31), adopted_date_unknown=True)

    assert [row.status.notes for row in plan_periods(plan)] == [()] * len(plan_periods(plan))
    assert plan_status(plan, date(2024, 6, 1)).notes == (StatusNote.ENDS_SOON,)

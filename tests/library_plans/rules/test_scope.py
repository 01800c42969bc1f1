from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from library_plans.rules import (
    DecisionSnapshot,
    EditionSnapshot,
    OwnerSnapshot,
    PlanSnapshot,
    newest_date_ranges,
    preferred_by_language,
)
from library_plans.rules.scope import recency

ALWAYS = (date.min, date.max)


def plan(number, adopted=None, starts=None, owners=(1,), kind="kommunal"):
    return PlanSnapshot(
        id=number,
        kind=kind,
        starts=starts,
        adopted_date_unknown=adopted is None,
        decisions=(DecisionSnapshot(kind="antagande", decided_on=adopted),) if adopted else (),
        owners=tuple(OwnerSnapshot(owner) for owner in owners),
    )


def test_the_newest_changes_on_the_day_of_adoption():
    old, new = plan(1, date(2015, 6, 1)), plan(2, date(2019, 6, 1))

    assert newest_date_ranges([old, new]) == {
        1: ((date.min, date(2019, 5, 31)),),
        2: ((date(2019, 6, 1), date.max),),
    }


def test_without_adoption_dates_the_latest_start_is_newest():
    plans = [plan(1, starts=date(2020, 1, 1)), plan(2, starts=date(2016, 1, 1))]

    assert newest(plans, date(2020, 1, 1)) == [1]
    assert newest(plans, date(2019, 12, 31)) == [1, 2]  # the first has been adopted, but not begun


def test_without_any_date_the_first_collected_is_newest():
    assert newest_date_ranges([plan(1), plan(2)]) == {1: (ALWAYS,), 2: ()}


def test_a_plan_is_in_scope_while_newest_for_any_of_its_owners():
    joint, own = plan(1, date(2015, 1, 1), owners=(1, 2)), plan(2, date(2019, 1, 1), owners=(1,))

    assert newest_date_ranges([joint, own]) == {1: (ALWAYS,), 2: ((date(2019, 1, 1), date.max),)}


def test_each_kind_has_its_own_newest():
    plans = [plan(1, date(2015, 1, 1)), plan(2, date(2019, 1, 1), kind="skolbiblioteksplan")]

    assert newest_date_ranges(plans) == {1: (ALWAYS,), 2: (ALWAYS,)}


def test_a_draft_is_not_the_newest_plan():
    draft = PlanSnapshot(id=2, starts=date(2030, 1, 1), owners=(OwnerSnapshot(1),))

    assert newest_date_ranges([plan(1, starts=date(2020, 1, 1)), draft]) == {1: (ALWAYS,), 2: ()}


days = st.dates(date(2010, 1, 1), date(2020, 12, 31))


def in_force(number, adopted, starts, ends=None, kind="kommunal", role="kommun"):
    return PlanSnapshot(
        id=number,
        kind=kind,
        starts=starts,
        ends=ends,
        until_further_notice=ends is None,
        decisions=(DecisionSnapshot(kind="antagande", decided_on=adopted),),
        owners=(OwnerSnapshot(1, role),),
    )


def newest(plans, on):
    ranges = newest_date_ranges(plans)
    return sorted(key for key, rows in ranges.items() if any(first <= on <= last for first, last in rows))


def test_a_plan_in_force_stands_beside_one_that_has_not_begun():
    old = in_force(1, date(2019, 6, 1), date(2020, 1, 1), date(2023, 12, 31))
    new = in_force(2, date(2023, 6, 1), date(2024, 1, 1), date(2027, 12, 31))

    assert newest([old, new], date(2023, 5, 31)) == [1]
    assert newest([old, new], date(2023, 6, 1)) == [1, 2]
    assert newest([old, new], date(2023, 12, 31)) == [1, 2]
    assert newest([old, new], date(2024, 1, 1)) == [2]
    assert newest([old, new], date(2030, 1, 1)) == [2]


def test_a_plan_replaces_an_older_strategy():
    strategy = in_force(1, date(2015, 1, 1), date(2015, 1, 1), date(2019, 12, 31), kind="strategi")
    successor = in_force(2, date(2020, 2, 1), date(2020, 2, 1), date(2024, 12, 31))

    assert newest([strategy, successor], date(2019, 12, 31)) == [1]
    assert newest([strategy, successor], date(2020, 2, 1)) == [2]


def test_an_expired_part_of_a_culture_plan_is_replaced_and_one_in_force_stands_beside():
    culture = in_force(1, date(2019, 1, 1), date(2019, 1, 1), date(2022, 12, 31), kind="kulturplan", role="region")
    own = in_force(2, date(2021, 1, 1), date(2021, 1, 1), date(2024, 12, 31), kind="regional", role="region")

    assert newest([culture, own], date(2022, 1, 1)) == [1, 2]
    assert newest([culture, own], date(2023, 1, 1)) == [2]


def test_the_later_of_two_plans_in_force_is_newest():
    first = in_force(1, date(2019, 1, 1), date(2019, 1, 1))
    second = in_force(2, date(2021, 1, 1), date(2021, 1, 1))

    assert newest([first, second], date(2022, 1, 1)) == [2]


days = st.dates(date(2010, 1, 1), date(2020, 12, 31))


@given(adoptions=st.lists(st.none() | days, min_size=1, max_size=5), on=days)
@settings(max_examples=200, deadline=None)
def test_exactly_one_plan_without_a_period_is_newest_on_any_day(adoptions, on):
    plans = [plan(number, adopted) for number, adopted in enumerate(adoptions, 1)]

    assert newest(plans, on) == [max(plans, key=lambda row: recency(row, on)).id]


@given(
    rows=st.lists(st.tuples(days, st.integers(0, 900), st.integers(1, 1500)), min_size=1, max_size=5),
    on=days,
)
@settings(max_examples=200, deadline=None)
def test_every_owner_has_a_newest_plan_on_any_day(rows, on):
    plans = [
        in_force(number, adopted, adopted + timedelta(wait), adopted + timedelta(wait + length))
        for number, (adopted, wait, length) in enumerate(rows, 1)
    ]

    assert 1 <= len(newest(plans, on)) <= 2


def edition(number, variant="antagen", language="sv", readable=True):
    return EditionSnapshot(id=number, number=number, variant=variant, language=language, readable=readable)


def test_the_preferred_edition_of_each_language():
    editions = [
        edition(1),
        edition(2),
        edition(3, readable=False),
        edition(4, variant="remiss"),
        edition(5, variant="oversattning", language="fi"),
        edition(6, language="en", readable=False),
    ]

    assert {language: row.id for language, row in preferred_by_language(editions).items()} == {"sv": 2, "en": 6}

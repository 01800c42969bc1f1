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

    assert newest_date_ranges(plans) == {1: (ALWAYS,), 2: ()}


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


@given(adoptions=st.lists(st.none() | days, min_size=1, max_size=5), on=days)
@settings(max_examples=200, deadline=None)
def test_exactly_one_plan_of_an_owner_and_kind_is_newest_on_any_day(adoptions, on):
    plans = [plan(number, adopted) for number, adopted in enumerate(adoptions, 1)]

    spans = newest_date_ranges(plans)

    inside = [key for key, rows in spans.items() if any(first <= on <= last for first, last in rows)]
    assert inside == [max(plans, key=lambda row: recency(row, on)).id]
    assert sum((last - first + timedelta(days=1)).days for rows in spans.values() for first, last in rows) == (
        (date.max - date.min).days + 1
    )


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

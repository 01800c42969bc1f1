from datetime import date

from library_plans.choices import EditionVariant
from library_plans.models import Edition, Plan
from library_plans.rules import DecisionSnapshot, PlanSnapshot
from library_plans.search_source.facet_values import ALL, IN_FORCE, NEWEST, ends, scopes, since
from search.types import Term

ALWAYS = (date.min, date.max)
ADOPTED = DecisionSnapshot(kind="antagande", decided_on=date(2023, 10, 26))
PLAN = PlanSnapshot(id=1, starts=date(2024, 1, 1), ends=date(2027, 12, 31), decisions=(ADOPTED,))


def test_the_year_of_the_end_moves_on_the_day_of_the_extension():
    extension = DecisionSnapshot(kind="forlangning", decided_on=date(2027, 5, 1), new_end=date(2028, 12, 31))
    facts = PlanSnapshot(starts=PLAN.starts, ends=PLAN.ends, decisions=(ADOPTED, extension))

    assert list(ends(facts)) == [
        Term("2027", date.min, date(2027, 4, 30)),
        Term("2028", date(2027, 5, 1), date.max),
    ]


def test_a_plan_without_end_is_open():
    assert list(ends(PlanSnapshot(starts=date(2024, 1, 1)))) == [Term("tills-vidare")]


def test_nothing_is_said_of_an_end_that_nobody_knows():
    assert list(ends(PlanSnapshot())) == []


def test_a_value_holds_from_the_first_day_it_was_true():
    rows = [("kf", date(2023, 1, 1)), ("kf", date(2020, 1, 1)), ("ks", date(2021, 1, 1))]

    assert since(rows) == (Term("kf", date(2020, 1, 1)), Term("ks", date(2021, 1, 1)))


def scope_terms(variant=EditionVariant.ADOPTED, facts=PLAN, newest=(ALWAYS,), stands=True):
    edition = Edition(plan=Plan(), variant=variant)
    return [(term.value, term.first, term.last) for term in scopes(edition, facts, newest, stands)]


def test_the_edition_that_stands_for_a_plan_is_in_all_scopes_by_day():
    assert scope_terms() == [
        (ALL, *ALWAYS),
        (IN_FORCE, date(2024, 1, 1), date(2027, 12, 31)),
        (NEWEST, *ALWAYS),
    ]


def test_an_edition_that_another_stands_for_is_in_none():
    assert scope_terms(stands=False) == []


def test_a_draft_is_new_until_the_plan_is_adopted():
    assert scope_terms(EditionVariant.CONSULTATION, newest=(), stands=False) == [
        (ALL, *ALWAYS),
        (IN_FORCE, date(2024, 1, 1), date(2027, 12, 31)),
        (NEWEST, date.min, date(2023, 10, 25)),
    ]

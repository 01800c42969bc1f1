from datetime import date

from library_plans.choices import EditionVariant
from library_plans.models import Edition, Plan
from library_plans.rules import DecisionSnapshot, PlanSnapshot
from library_plans.search_source.facet_values import ALL, IN_FORCE, NEWEST, end_year_terms, scope_terms, terms_since
from search.types import Term

ALWAYS = (date.min, date.max)
ADOPTED = DecisionSnapshot(kind="antagande", decided_on=date(2023, 10, 26))
PLAN = PlanSnapshot(id=1, starts=date(2024, 1, 1), ends=date(2027, 12, 31), decisions=(ADOPTED,))


def test_the_year_of_the_end_moves_on_the_day_of_the_extension():
    extension = DecisionSnapshot(kind="forlangning", decided_on=date(2027, 5, 1), new_end=date(2028, 12, 31))
    snapshot = PlanSnapshot(starts=PLAN.starts, ends=PLAN.ends, decisions=(ADOPTED, extension))

    assert list(end_year_terms(snapshot)) == [
        Term("2027", date.min, date(2027, 4, 30)),
        Term("2028", date(2027, 5, 1), date.max),
    ]


def test_a_plan_without_end_is_open():
    assert list(end_year_terms(PlanSnapshot(starts=date(2024, 1, 1)))) == [Term("tills-vidare")]


def test_a_plan_with_unknown_dates_has_no_end_term():
    assert list(end_year_terms(PlanSnapshot())) == []


def test_a_value_holds_from_the_first_day_it_was_true():
    rows = [("kf", date(2023, 1, 1)), ("kf", date(2020, 1, 1)), ("ks", date(2021, 1, 1))]

    assert terms_since(rows) == (Term("kf", date(2020, 1, 1)), Term("ks", date(2021, 1, 1)))


def terms_in_scope(variant=EditionVariant.ADOPTED, snapshot=PLAN, newest=(ALWAYS,), is_preferred=True):
    edition = Edition(plan=Plan(), variant=variant)
    return [(term.value, term.first, term.last) for term in scope_terms(edition, snapshot, newest, is_preferred)]


def test_the_preferred_edition_is_in_each_scope_on_its_days():
    assert terms_in_scope() == [
        (ALL, *ALWAYS),
        (IN_FORCE, date(2024, 1, 1), date(2027, 12, 31)),
        (NEWEST, *ALWAYS),
    ]


def test_an_adopted_edition_that_is_not_preferred_is_in_no_scope():
    assert terms_in_scope(is_preferred=False) == []


def test_a_draft_is_new_until_the_plan_is_adopted():
    assert terms_in_scope(EditionVariant.CONSULTATION, newest=(), is_preferred=False) == [
        (ALL, *ALWAYS),
        (IN_FORCE, date(2024, 1, 1), date(2027, 12, 31)),
        (NEWEST, date.min, date(2023, 10, 25)),
    ]

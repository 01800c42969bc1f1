"""The form: from a query string to a query."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from search.forms import GROUPS_PER_PAGE, LONGEST, MAX_TERM_VALUES, SearchForm
from search.sources import all_sources
from search.types import AnalysedQuery

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOTHING = AnalysedQuery(clauses=())


def form(address: str) -> SearchForm:
    return SearchForm(QueryDict(address), all_sources(), TODAY, AnonymousUser())


def test_an_empty_query_string_searches_the_newest_plans():
    asked = form("")
    assert asked.is_valid()
    query = asked.to_query(NOTHING)

    assert (query.source, query.on, query.sort, query.offset, query.limit) == (
        "planer",
        TODAY,
        "relevance",
        0,
        GROUPS_PER_PAGE,
    )
    assert query.filters["scope"] == {"senaste"}
    assert query.filters["audience"] == {"alla"}


def test_pages_are_numbered_from_one():
    asked = form("page=3")
    assert asked.is_valid()

    assert asked.to_query(NOTHING).offset == 2 * GROUPS_PER_PAGE


def test_repeated_parameters_are_combined(organisations):
    asked = form("kommun=0380&kommun=0381&kommun=0380&lan=03&kommun=")
    assert asked.is_valid(), asked.errors

    assert asked.chosen == {"lan": {"03"}, "kommun": {"0380", "0381"}}
    assert str(asked.search_url) == "lan=03&kommun=0380&kommun=0381"


def test_unknown_parameters_are_left_out_of_the_search_url():
    asked = form("q=a&utm_source=x&page=2&format=csv")
    assert asked.is_valid()

    assert str(asked.search_url) == "q=a"


def test_switched_off_expansions_are_read_from_the_query_string():
    asked = form("q=a&utan=b+c&utan=d")
    assert asked.is_valid()

    assert asked.without == {"b c", "d"}


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("q=" + "a" * (LONGEST + 1), "q"),
        ("q=%00", "q"),
        ("page=0", "page"),
        ("page=1000000000", "page"),
        ("sort=x", "sort"),
        ("exakt=ja", "exakt"),
        ("format=xml", "format"),
        ("scope=x", "__all__"),
        ("source=x", "__all__"),
        ("status=x", "__all__"),
        ("utan=%00", "__all__"),
        ("dnr=" + "1" * 5000, "__all__"),
    ],
)
def test_invalid_values_are_refused_with_one_sentence(address, field):
    asked = form(address)

    assert not asked.is_valid()
    assert list(asked.errors) == [field]
    assert len(asked.errors[field]) == 1


def test_a_term_filter_takes_a_few_values_only():
    asked = form("&".join(f"tema=t{number}" for number in range(MAX_TERM_VALUES + 1)))

    assert not asked.is_valid()
    assert asked.errors["__all__"] == [f"”Tema” får ha högst {MAX_TERM_VALUES} värden."]

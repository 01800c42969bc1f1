"""Searches the demo for every intention. Known failures are listed by name; nothing else may fail."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from library_plans.models import Edition, Passage
from search.engines import get_searcher
from search.forms import SearchForm
from search.indexing import rebuild
from search.query_analysis import analyse_query
from search.sources import all_sources, get_source
from search.types import PageHit
from tests.search.intentions import BestBetIntention, PassageIntention
from tests.search.intentions.best_bets import BEST_BETS, EXTRA_BEST_BETS, OTHER_SOURCES, SPELLINGS
from tests.search.intentions.passages import PASSAGE_INTENTIONS
from tests.services.indexes import elasticsearch_index, postgresql_index

TODAY = date(2026, 11, 23)
SOURCE = "planer"
KNOWN_FAILURES = {  # query -> why it fails
    "biblioteksplan VGR": "the plans of the whole county come before the region's own page",
}
SAME_PLANS = 0.85
SERVERS = {"elasticsearch": elasticsearch_index, "postgresql": postgresql_index}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]


@pytest.fixture(autouse=True)
def own_index():
    """Use the demo's index instead of an empty one."""


@pytest.fixture(
    scope="module",
    autouse=True,
    params=["sqlite", *(pytest.param(name, marks=pytest.mark.needs(name)) for name in SERVERS)],
)
def engine(request: pytest.FixtureRequest, demo_collection: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo's index, or one of the same records on a server."""
    if request.param == "sqlite":
        yield
        return
    with SERVERS[request.param]() as url, override_settings(SEARCH_URL=url), django_db_blocker.unblock():
        rebuild()
        yield


def found(text: str) -> list[PageHit]:
    """Every page that the search page lists for the words, in the default scope."""
    form = SearchForm(QueryDict(urlencode({"q": text})), all_sources(), TODAY, AnonymousUser())
    assert form.is_valid()
    analysed = analyse_query(text, get_searcher(), source=SOURCE)
    return list(get_searcher().iter_pages(form.to_query(analysed)))


def places(code: str, words: str) -> set[tuple[str, int]]:
    """Records and pages of an owner's plans where the words stand."""
    rows = Passage.objects.filter(text__contains=words, edition__plan__owners__organisation__code=code)
    return {(str(row.edition_id), row.page_number) for row in rows}


def expected_to_fail(query: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=KNOWN_FAILURES[query], strict=True)] if query in KNOWN_FAILURES else []


def each(intentions):
    return [pytest.param(one, id=one.query, marks=expected_to_fail(one.query)) for one in intentions]


@pytest.mark.parametrize("intention", each(PASSAGE_INTENTIONS))
def test_wanted_passages_are_found_and_unwanted_ones_are_not(intention: PassageIntention):
    hits = found(intention.query)
    pages = {(hit.record, hit.unit) for hit in hits}
    missed = [passage for passage in intention.wanted if not places(*passage) & pages]
    shown = [words for _, words in intention.unwanted if any(words in hit.text for hit in hits)]
    assert (missed, shown) == ([], [])


@pytest.mark.parametrize("intention", each((*BEST_BETS, *EXTRA_BEST_BETS)))
def test_the_first_best_bet_leads_to_the_page(intention: BestBetIntention):
    first = next(iter(get_source(SOURCE).best_bets(intention.query, TODAY)))
    address = urlsplit(first.url)
    parameters = parse_qs(address.query)
    assert address.path == intention.path
    assert {name: parameters.get(name) for name, _ in intention.parameters} == {
        name: [value] for name, value in intention.parameters
    }


@pytest.mark.parametrize(("written", "meant"), SPELLINGS.items())
def test_a_misspelling_finds_the_plans_of_the_correct_spelling(written: str, meant: str):
    groups = {hit.group for hit in found(meant)}
    assert len(groups & {hit.group for hit in found(written)}) >= SAME_PLANS * len(groups)


def test_every_passage_of_the_intentions_occurs_in_the_demo():
    absent = {passage for one in PASSAGE_INTENTIONS for passage in (*one.wanted, *one.unwanted) if not places(*passage)}
    assert absent == set()


def test_lan_finds_no_page_that_has_only_the_county():
    assert [
        hit.text for hit in found("lån") if "lån" not in hit.text.lower() and "lån" not in hit.heading.lower()
    ] == []


def test_at_most_one_of_ten_intentions_fails():
    counted = {one.query for one in (*PASSAGE_INTENTIONS, *BEST_BETS)}
    assert len(counted & KNOWN_FAILURES.keys()) <= len(counted) * 0.1
    assert {one.number for one in (*PASSAGE_INTENTIONS, *BEST_BETS, *OTHER_SOURCES)} >= set(range(1, 41))


def test_every_edition_of_the_demo_was_extracted():
    assert Edition.objects.filter(state__in=["pending", "damaged", "timeout", "unsupported"]).count() == 0

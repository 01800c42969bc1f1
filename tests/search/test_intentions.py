"""Searches the demo for every intention. Known failures are listed by name; nothing else may fail."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from library_plans.choices import EditionVariant
from library_plans.models import Edition, Passage
from search.engines import get_searcher
from search.forms import SearchForm
from search.indexing import rebuild
from search.results import SearchResults
from search.sources import all_sources, get_source
from search.types import PageHit
from tests.search.intentions import BestBetIntention, PassageIntention
from tests.search.intentions.best_bets import BEST_BETS, EXTRA_BEST_BETS, OTHER_SOURCES, SPELLINGS
from tests.search.intentions.filtered import FILTERED_SEARCHES
from tests.search.intentions.passages import PASSAGE_INTENTIONS
from tests.search.intentions.precision import PATTERNS
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
    params=["sqlite", *(pytest.param(name, marks=[pytest.mark.needs(name), pytest.mark.slow]) for name in SERVERS)],
)
def engine(request: pytest.FixtureRequest, demo_collection: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo's index, or one of the same records on a server."""
    if request.param == "sqlite":
        yield
        return
    with SERVERS[request.param]() as url, override_settings(SEARCH_URL=url), django_db_blocker.unblock():
        rebuild()
        yield


def found(text: str, **parameters: str) -> list[PageHit]:
    """Every page that the search page lists for the words, in the default scope."""
    form = SearchForm(QueryDict(urlencode({"q": text, **parameters})), all_sources(), TODAY, AnonymousUser())
    assert form.is_valid()
    return list(get_searcher().iter_pages(SearchResults(form).query))


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
    early = [passage for passage in intention.related if places(*passage) & pages]
    shown = [words for _, words in intention.unwanted if any(words in hit.text for hit in hits)]
    assert (missed, early, shown) == ([], [], [])


@pytest.mark.parametrize("intention", each([one for one in PASSAGE_INTENTIONS if one.related]))
def test_related_words_find_more_passages(intention: PassageIntention):
    pages = {(hit.record, hit.unit) for hit in found(intention.query, narliggande="1")}
    assert [passage for passage in (*intention.wanted, *intention.related) if not places(*passage) & pages] == []


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
    absent = {
        passage
        for one in PASSAGE_INTENTIONS
        for passage in (*one.wanted, *one.unwanted, *one.related)
        if not places(*passage)
    }
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


def pages_by_text() -> dict[tuple[str, int], str]:
    """The lower-case text and headings of every page of an adopted text, by edition and page."""
    found: dict[tuple[str, int], list[str]] = {}
    editions = Edition.objects.searchable(TODAY).filter(variant=EditionVariant.ADOPTED)
    for row in Passage.objects.filter(edition__in=editions).order_by("edition", "position"):
        found.setdefault((str(row.edition_id), row.page_number), []).extend([*row.heading_path, row.text])
    return {place: " ".join(" ".join(texts).lower().split()) for place, texts in found.items()}


def test_what_is_counted_holds_the_word_and_no_page_with_the_word_is_missing():
    texts = pages_by_text()
    counted, wrong, missing = 0, [], []
    for word, pattern in PATTERNS.items():
        pages = {(hit.record, hit.unit) for hit in found(word, scope="alla")}
        counted += len(pages)
        wrong += [(word, texts[place]) for place in pages if not re.search(pattern, texts[place])]
        written = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        missing += [(word, place) for place, text in texts.items() if written.search(text) and place not in pages]
    assert len(PATTERNS) >= 60
    assert missing == []
    assert len(wrong) <= 0.03 * counted, wrong


def shown(client: Client, address: str) -> tuple[int, int]:
    """The numbers of pages and plans of a results page."""
    html = client.get(address).content.decode()
    [(pages, plans)] = re.findall(r'data-pages="(\d+)"\s+data-plans="(\d+)"', html)
    return int(pages), int(plans)


@pytest.mark.parametrize("search", FILTERED_SEARCHES, ids=lambda search: " ".join(search.values()))
@pytest.mark.time_machine(TODAY, tick=False)
def test_page_tabs_csv_and_api_count_the_same(client: Client, search: dict[str, str]):
    address = urlencode(search)
    pages, plans = shown(client, f"/sok/?{address}")
    html = client.get(f"/sok/?{address}").content.decode()
    found = client.get(f"/api/v1/search?{address}").json()
    tabs = re.findall(r'<a href="([^"]*)" data-testid="tab"[^>]*>[^<]*<span>([^<]*)</span>', html)
    parts = re.findall(r'href="(\?[^"]*format=csv(?!-)[^"]*)"', html)
    rows = [
        row
        for part in parts
        for row in csv.reader(StringIO(client.get(f"/sok/{unescape(part)}").getvalue().decode("utf-8-sig")))
    ]

    assert (found["pages"], found["plans"]) == (pages, plans)
    assert len(rows) - len(parts) == pages
    assert [(url, int(count)) for url, count in tabs] == [
        (url, shown(client, f"/sok/{unescape(url)}")[1]) for url, _count in tabs
    ]

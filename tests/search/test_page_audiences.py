"""Restricted pages are found by those who may see them and by nobody else, in every output of the search."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from accounts.models import User
from content.audiences import Audience, set_page_audience
from home.models import HomePage, InformationPage
from search.sources import get_source
from search.types import GroupHit
from tests.search_index import copy_index

pytestmark = pytest.mark.django_db

LOGIN, GROUPS, PASSWORD = PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD
USERS = ("stranger", "signed in", "member", "member of another group", "superuser")
ADMITTED = {
    LOGIN: {"signed in", "member", "member of another group", "superuser"},
    GROUPS: {"member", "superuser"},
    PASSWORD: set(),
}
WORD = "lönekartläggning"


@pytest.fixture(autouse=True)
def site(empty_site_index, settings, tmp_path):
    copy_index(empty_site_index, settings, tmp_path)


@pytest.fixture
def groups():
    return [Group.objects.create(name=name) for name in ("Region Skåne", "Region Halland")]


@pytest.fixture
def clients(groups):
    """A client for each kind of user, signed in where the kind is."""
    member, other = groups
    made = {name: Client() for name in USERS}
    for number, (name, memberships) in enumerate(
        {"signed in": [], "member": [member], "member of another group": [other]}.items()
    ):
        user = User.objects.create_user(f"user{number}@example.org")
        user.groups.set(memberships)
        made[name].force_login(user)
    made["superuser"].force_login(User.objects.create_superuser("rot@example.org"))
    return made


@pytest.fixture
def page(django_capture_on_commit_callbacks):
    page = InformationPage(title="Lönerna internt", summary="Internt.", body=[("text", f"<p>Om {WORD}.</p>")])
    HomePage.source_page().add_child(instance=page)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    return page


@pytest.fixture
def restrict(page, groups, django_capture_on_commit_callbacks):
    def restrict(restriction_type, target=page):
        with django_capture_on_commit_callbacks(execute=True):
            restriction = PageViewRestriction.objects.create(
                page=target, restriction_type=restriction_type, password="x"
            )
            if restriction_type == GROUPS:
                restriction.groups.set(groups[:1])
        return restriction

    return restrict


def results_page(client) -> int:
    html = client.get(f"/sok/?source=information&q={WORD}").text
    return html.count('class="hit__path"')


def tab_count(client) -> int:
    html = client.get(f"/sok/?q={WORD}").text
    counts = dict(re.findall(r'data-testid="tab"[^>]*>([^<]+) <span>(\d+)</span>', html))
    return int(counts.get("Information", 0))


def csv_rows(client) -> int:
    content = b"".join(client.get(f"/sok/?source=information&q={WORD}&format=csv")).decode("utf-8-sig")
    return len(content.strip().splitlines()) - 1


def api_pages(client) -> int:
    answer = client.get(f"/api/v1/search?source=information&q={WORD}").json()
    assert answer["pages"] == len(answer["hits"])
    return answer["pages"]


def suggestions(client) -> int:
    return len(client.get("/sok/forslag/?q=lönern").json()["suggestions"])


OUTPUTS = (results_page, tab_count, csv_rows, api_pages, suggestions)


@pytest.mark.parametrize("restriction_type", ADMITTED)
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_restricted_page_is_found_by_admitted_users_only(clients, page, restrict, output, restriction_type):
    before = {name for name, client in clients.items() if output(client)}
    restrict(restriction_type)

    counts = {name: output(client) for name, client in clients.items()}

    assert before == set(USERS)
    assert counts == {name: int(name in ADMITTED[restriction_type]) for name in USERS}


@pytest.mark.parametrize("name", ["member", "stranger"])
def test_words_of_restricted_pages_are_not_suggested(clients, page, restrict, name):
    restrict(GROUPS)

    assert clients[name].get(f"/sok/forslag/?q={WORD[:6]}").json() == {"suggestions": []}


def test_a_removed_restriction_opens_the_page_again(clients, restrict, django_capture_on_commit_callbacks):
    restriction = restrict(GROUPS)
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()

    assert [results_page(client) for client in clients.values()] == [1] * len(clients)


def test_a_user_who_joins_and_leaves_a_group_finds_and_loses_the_page(clients, restrict, groups):
    restrict(GROUPS)
    user = User.objects.get(email="user0@example.org")
    found = []
    for memberships in (groups[:1], []):
        user.groups.set(memberships)
        found.append(results_page(clients["signed in"]))

    assert found == [1, 0]


@pytest.mark.parametrize("from_group", [True, False])
def test_a_restriction_that_gets_another_group_is_indexed_again(
    clients, restrict, groups, from_group, django_capture_on_commit_callbacks
):
    restriction = restrict(GROUPS)
    with django_capture_on_commit_callbacks(execute=True):
        if from_group:
            groups[1].pageviewrestriction_set.add(restriction)
            groups[0].pageviewrestriction_set.remove(restriction)
        else:
            restriction.groups.set(groups[1:])

    assert {name for name, client in clients.items() if results_page(client)} == {
        "member of another group",
        "superuser",
    }


def test_an_audience_set_for_the_page_is_indexed(clients, page, groups, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_page_audience(page, Audience.SIGNED_IN)

    assert {name for name, client in clients.items() if results_page(client)} == ADMITTED[LOGIN]


def test_pages_below_and_aliases_follow_the_restriction(clients, page, restrict, django_capture_on_commit_callbacks):
    start = HomePage.source_page()
    with django_capture_on_commit_callbacks(execute=True):
        below = page.add_child(instance=InformationPage(title="Under", summary=WORD))
        below.save_revision().publish()
        alias = page.create_alias(parent=start, update_slug="alias")
        alias.create_alias(parent=start, update_slug="alias-2")
        alias.add_child(instance=InformationPage(title="Under aliaset", summary=WORD)).save_revision().publish()
    before = results_page(clients["stranger"])
    restrict(GROUPS)

    assert before == 5
    assert {name: results_page(client) for name, client in clients.items()} == {
        name: 5 if name in ADMITTED[GROUPS] else 0 for name in USERS
    }


def test_a_page_behind_a_password_is_not_in_the_index(page, restrict):
    source = get_source("information")
    before = source.keys()
    restrict(PASSWORD)

    assert before - source.keys() == {str(page.pk)}
    assert list(source.records([str(page.pk)])) == []


def test_cards_are_made_for_those_who_may_see_the_page_though_the_index_is_behind(page, restrict):
    group = GroupHit("information", str(page.pk), str(page.pk), 0, ())
    restrict(GROUPS)

    assert get_source("information").hydrate([group], date(2026, 11, 29), AnonymousUser()) == {}


@pytest.mark.parametrize("address", [f"/sok/?source=information&q={WORD}", "/sok/?source=information&tema="])
def test_answers_to_signed_in_users_are_private_and_never_cached(clients, restrict, address):
    restrict(LOGIN)
    response = clients["member"].get(address)

    assert not getattr(response, "cacheable", False)
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("name", USERS[1:])
def test_restricted_hits_cost_a_fixed_number_of_queries(
    clients, page, restrict, name, django_capture_on_commit_callbacks
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            found.append(api_pages(clients[name]))
        return len(captured)

    found = []
    restrict(LOGIN)
    queries()  # fills the caches
    one = queries()
    with django_capture_on_commit_callbacks(execute=True):
        for number in (2, 3):
            more = InformationPage(title=f"Sida {number}", summary=WORD)
            HomePage.source_page().add_child(instance=more).save_revision().publish()
            restrict(LOGIN, more)

    assert (queries(), found) == (one, [1, 1, 3])

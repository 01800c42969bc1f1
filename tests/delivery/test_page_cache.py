"""The page cache: no work for the second reader, and no page out of date, whoever wrote.

On a copy of the demo, outside transactions: inside one nothing is cached.
"""

from datetime import date

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from accounts.models import User
from delivery import page_cache
from delivery.page_cache import STATE, database_state
from home.models import HomePage
from library_plans.models import Edition, Redaction
from reports.models import ReportPage

INFORMATION = "/om-traffpunkten/"


@pytest.fixture
def client(demo_collection, django_db_blocker, settings):
    types = {row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")}
    settings.RELATED_PAGE_TYPES = types
    with django_db_blocker.unblock():
        yield Client()


@pytest.fixture
def elsewhere(client):
    """Another connection to the same database."""
    other = connections.create_connection("default")
    yield other
    other.close()


def asked(client, path, **headers):
    """The SQL of one visit, after one before it."""
    client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as statements:
        client.get(path, headers=headers)
    return [statement["sql"] for statement in statements]


def plan_page():
    edition = Edition.objects.owned().filter(page_count__gt=4).order_by("pk").first()
    return edition, f"{edition.plan.get_absolute_url()}{edition.number}/sida/3/"


@pytest.mark.parametrize(
    "path", ["/", "/planer/", "/planer/?lan=12", "/rapporter/", INFORMATION, "/en/", "plan", "/sitemap.xml"]
)
def test_a_cached_page_costs_one_query(client, path):
    path = plan_page()[1] if path == "plan" else path

    visits = (asked(client, path) for _visit in range(50))  # tests beside this one write on the same server
    assert [STATE[connection.vendor]] in visits


@pytest.mark.parametrize(
    "path", ["/sok/?q=bibliotek", "/planer/?q=ume", "/teman/lasframjande/", "/finns/inte/", "/tillganglighet/"]
)
def test_pages_that_depend_on_more_than_the_database_are_not_cached(client, path):
    assert len(asked(client, path)) > 1


@pytest.mark.parametrize("cookie", ["sessionid=x", "csrftoken=x", "annan=x"])
def test_requests_with_cookies_bypass_the_cache(client, cookie):
    client.get(INFORMATION)

    assert len(asked(client, INFORMATION, cookie=cookie)) > 1


def test_a_cached_page_is_the_same_page(client):
    fresh, cached = client.get(INFORMATION), client.get(INFORMATION)

    assert (cached.content, dict(cached.items())) == (fresh.content, dict(fresh.items()))


@pytest.mark.parametrize("path", ["/planer/", "/planer/?niva=region", "/planer/?niva=kommun"])
def test_query_strings_are_told_apart(client, path):
    client.get("/planer/")
    fresh = client.get(path, headers={"cookie": "a=b"})

    assert client.get(path).content == fresh.content


def test_head_is_answered_from_its_own_entry(client):
    whole = client.get(INFORMATION)
    client.head(INFORMATION)

    head = client.head(INFORMATION)

    assert (head.content, head["ETag"], head["Content-Length"]) == (b"", whole["ETag"], str(len(whole.content)))


def test_hosts_are_told_apart(client, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    pages = [client.get("/en/", headers={"host": host}).text for host in ("a.example", "b.example", "a.example")]

    assert ["http://b.example/en/" in page for page in pages] == [False, True, False]


def test_a_host_that_is_not_allowed_is_refused_before_the_cache_is_read(client):
    client.get(INFORMATION)

    assert client.get(INFORMATION, headers={"host": "c.example"}).status_code == 400


@pytest.mark.parametrize(
    "other",
    [{"SCRIPT_NAME": "/elsewhere"}, {"wsgi.url_scheme": "https"}, {"SERVER_PORT": "8080"}],
    ids=["script name", "scheme", "port"],
)
def test_scheme_port_and_script_name_are_told_apart(client, other):
    """Addresses in a page may hold each of them: whoever can send one must not change what others get."""
    client.get("/en/")

    with CaptureQueriesContext(connection) as statements:
        client.get("/en/", **other)
    assert len(statements) > 1


def test_accept_language_changes_nothing(client):
    swedish, english = (client.get("/", headers={"accept-language": code}) for code in ("sv", "en"))

    assert (english.content, english["Content-Language"]) == (swedish.content, "sv")


def test_days_are_told_apart(client, monkeypatch):
    client.get(INFORMATION)
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda: date(2031, 1, 1))

    assert len(asked(client, INFORMATION)) == 1  # made for that day by the first of the two visits


def test_a_commit_of_another_connection_is_seen(client, elsewhere):
    client.get(INFORMATION)
    with elsewhere.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Nyss ändrad' WHERE slug = 'om-traffpunkten'")

    assert "<h1>Nyss ändrad</h1>" in client.get(INFORMATION).text


def test_a_commit_of_this_connection_is_seen(client):
    client.get(INFORMATION)
    Page.objects.filter(slug="om-traffpunkten").update(title="Ändrad här")

    assert "<h1>Ändrad här</h1>" in client.get(INFORMATION).text


def test_redacted_text_is_gone_with_the_commit(client):
    edition, path = plan_page()
    words = edition.passages.filter(page_number=3, kind="paragraph").first().text[:40]
    before = client.get(path).text
    user = User.objects.create_user("beslutar@example.org")
    Redaction.objects.create(edition=edition, page_number=3, reason="namn", legal_ground="OSL", decided_by=user)

    assert (words in before, words in client.get(path).text) == (True, False)


def test_an_unpublished_page_is_gone_with_the_commit(client):
    client.get("/en/")
    page = HomePage.objects.get(locale__language_code="en")
    page.unpublish()

    assert client.get("/en/").status_code == 404


def test_a_page_closed_by_another_connection_is_in_no_list(client, elsewhere):
    """Without the page cache too: what is closed to strangers is kept until a commit (`content.visibility`)."""
    page = ReportPage.objects.live().first()
    reader = {"cookie": "a=b"}
    before = client.get("/rapporter/", headers=reader).text
    with elsewhere.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password) "
            "VALUES (%s, 'login', '')",
            [page.pk],
        )

    assert (page.title in before, page.title in client.get("/rapporter/", headers=reader).text) == (True, False)


def test_entries_time_out(client, monkeypatch):
    monkeypatch.setattr(page_cache, "MAX_SECONDS", 0)

    assert len(asked(client, INFORMATION)) > 1


def test_a_response_too_large_is_not_cached(client, monkeypatch):
    monkeypatch.setattr(page_cache, "MAX_BYTES", 1_000)

    assert len(asked(client, INFORMATION)) > 1


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_cached():
    assert database_state(connection) is None


def test_without_a_database_the_view_responds(client, monkeypatch):
    monkeypatch.setitem(STATE, connection.vendor, "SELECT nothing FROM nowhere")

    assert client.get(INFORMATION).status_code == 200

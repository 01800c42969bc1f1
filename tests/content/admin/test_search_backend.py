"""Wagtail's search in the admin, on whichever database the run uses."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("kb@example.org", password="x"))
    return client


@pytest.fixture
def page(db):
    root = Page.objects.get(depth=1)
    made = root.add_child(instance=Page(title="Biblioteksplaner i praktiken", slug="praktiken"))
    call_command("update_index", verbosity=0, chunk_size=100)
    return made


ODD = [
    'praktiken"',
    'prak"tiken',
    '"praktiken',
    '"',
    '""',
    "prak'tiken",
    "praktiken\\",
    "(praktiken",
    "praktiken*",
    "-",
]


@pytest.mark.parametrize("words", ODD)
def test_page_search_with_special_characters_does_not_fail(editor, page, words):
    for address in ("wagtailadmin_pages:search", "wagtailadmin_pages:search_results"):
        assert editor.get(reverse(address), {"q": words}).status_code == 200


@pytest.mark.parametrize("words", ODD)
def test_backend_search_with_special_characters_does_not_fail(page, words):
    backend = get_search_backend()

    assert set(backend.search(words, Page)) | set(backend.autocomplete(words, Page)) <= {page}


@pytest.mark.parametrize("words", ["praktiken", "Biblioteksplaner", 'praktiken"', '"Biblioteksplaner i praktiken"'])
def test_page_search_finds_a_page_by_title(editor, page, words):
    found = editor.get(reverse("wagtailadmin_pages:search"), {"q": words}).context["pages"]

    assert [one.pk for one in found] == [page.pk]


def test_database_has_statistics_or_an_index_for_the_search(page):
    """SQLite has table statistics, PostgreSQL an index for Wagtail's query."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'wagtailsearch_indexentry'")
            assert cursor.fetchone()[0] > 0
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            match = "(title || body) @@ to_tsquery('simple', 'praktiken')"
            cursor.execute(f"EXPLAIN SELECT 1 FROM wagtailsearch_indexentry WHERE {match}")
            assert "wagtailsearch_indexentry_all" in "\n".join(row[0] for row in cursor.fetchall())

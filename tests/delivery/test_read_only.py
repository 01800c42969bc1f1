"""A site that is read-only: pages are read as before, nothing is stored, and who sends is told when to come back."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from home.models import HomePage, InformationPage
from tests.operations.test_settings import VALID, started_with
from tests.prepared import link_language_data, migrated_file
from tests.public_routes import readable_addresses
from tests.worker import DATABASE_TASKS
from themes.models import Theme

SENTENCE = "Webbplatsen går att läsa, men inget kan sparas eller skickas före klockan 14.00 den 1 december 2026."
NOW = datetime(2026, 12, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def read_only(db, settings):
    """As the settings make it, from the fixtures' rows on."""
    settings.READ_ONLY = True
    settings.READ_ONLY_UNTIL = datetime(2026, 12, 1, 13, 0, tzinfo=UTC)

    def refuse_writes() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=ON" if connection.vendor == "sqlite" else "SET TRANSACTION READ ONLY")

    yield refuse_writes
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")


@pytest.mark.slow
def test_every_address_is_read(client, demo_collection, read_only, settings):
    settings.RELATED_PAGE_TYPES = {
        row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")
    }
    addresses = list(readable_addresses())
    read_only()

    statuses = {address: client.get(address).status_code for address in addresses}
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    assert SENTENCE in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/tillganglighet/", "/logga-in/", "/admin/pages/3/edit/", "/finns-inte/"])
def test_what_is_sent_is_refused_with_the_time_of_return(client, read_only, path):
    read_only()
    with time_machine.travel(NOW, tick=False):
        answer = client.post(path, {"text": "Menyn går inte att nå."})

    assert (answer.status_code, answer["Retry-After"]) == (503, "1800")
    assert f"<p>{SENTENCE} Det du skickade har inte sparats." in answer.text


def test_the_api_says_so_in_json_and_without_a_time(client, read_only, settings):
    settings.READ_ONLY_UNTIL = None
    answer = client.post("/api/v1/plans")

    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert answer.json() == {"detail": "Webbplatsen går att läsa, men inget kan sparas eller skickas just nu."}


def test_a_form_of_the_admin_is_shown_and_keeps_what_is_sent(client, whole_site, read_only):
    client.force_login(User.objects.create_superuser("kb@example.org"))
    page = HomePage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    theme = Theme.objects.first()
    read_only()

    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
    for address in (edit, reverse(theme.snippet_viewset.get_url_name("edit"), args=[theme.pk])):
        shown = client.get(address)
        assert (shown.status_code, SENTENCE in shown.text) == (200, True)
    own = {"accept": "text/html", "origin": "http://testserver"}
    with time_machine.travel(NOW, tick=False):
        answer = client.post(edit, {"title": "Ny rubrik", "csrfmiddlewaretoken": "x"}, headers=own)
    assert (answer.status_code, answer["Retry-After"]) == (503, "1800")
    assert f"<p>{SENTENCE} Skicka det igen om en stund.</p>" in answer.text
    assert '<input type="hidden" name="title" value="Ny rubrik">' in answer.text


def test_a_page_of_the_admin_that_stores_something_when_it_is_opened_says_so(client, whole_site, read_only):
    client.force_login(User.objects.create_superuser("kb@example.org"))
    client.raise_request_exception = False
    read_only()

    answer = client.get(reverse("wagtailadmin_account"))
    assert (answer.status_code, SENTENCE in answer.text) == (503, True)


def test_an_image_that_was_never_drawn_is_shown_as_it_was_uploaded(client, whole_site, read_only):
    image = Image.objects.create(title="En bil", file=get_test_image_file())
    body = [{"type": "picture", "value": {"image": {"image": image.pk, "alt_text": "En bil", "decorative": False}}}]
    page = InformationPage(title="Bilder", slug="bilder", summary="En bild.", body=json.dumps(body))
    HomePage.objects.get().add_child(instance=page)
    read_only()

    answer = client.get("/bilder/")
    assert (answer.status_code, f'src="{image.file.url}"' in answer.text) == (200, True)


WRITE = """
from django.db import DatabaseError
from accounts.models import User
try:
    User.objects.create(email="kb@example.org")
except DatabaseError as error:
    print(type(error).__name__, User.objects.count())
"""


def test_the_database_refuses_by_itself(tmp_path):
    link_language_data(tmp_path)
    database = f"sqlite:///{migrated_file()}"
    given = {**VALID, "VAR_DIR": str(tmp_path), "DATABASE_URL": database, "READ_ONLY": "1"}
    result = started_with(WRITE, "production", **given)

    assert (result.stdout, result.stderr) == ("OperationalError 0\n", "")


@pytest.mark.parametrize("command", ["run_worker", "run_scheduler"])
def test_what_only_stores_does_not_start(settings, command):
    settings.READ_ONLY, settings.TASKS = True, DATABASE_TASKS

    with pytest.raises(CommandError, match="READ_ONLY is on"):
        call_command(command)

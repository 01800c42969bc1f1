"""While the search server is unavailable, pages say so or work without it, and the failover engine answers."""

import pytest
from django.core.management import CommandError, call_command

from search.engines import engine_at
from search.health import search_health

pytestmark = pytest.mark.django_db
CLOSED = "elasticsearch://127.0.0.1:9/index?timeout=1"  # the discard port: nobody listens


@pytest.fixture
def server_down(collection, settings):
    """The index was built, then its server went down."""
    settings.SEARCH_URL = CLOSED


@pytest.fixture
def failover(collection, settings):
    """The same, with the index that was built as the failover index."""
    settings.SEARCH_FAILOVER_URL, settings.SEARCH_URL = settings.SEARCH_URL, CLOSED


@pytest.mark.parametrize("question", ["", "&format=csv", "&lan=03", "&page=2"])
def test_the_search_page_answers_503_and_keeps_the_words(client, server_down, question):
    response = client.get(f"/sok/?q=bokbussen{question}")

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Sökningen svarar inte" in response.content.decode()
    assert 'value="bokbussen"' in response.content.decode()


def test_a_theme_answers_503(client, server_down):
    call_command("setup_site", verbosity=0)

    assert client.get("/teman/digital-delaktighet/").status_code == 503


def test_pages_without_search_are_served(client, server_down):
    statuses = {path: client.get(path).status_code for path in ("/", "/sok/", "/planer/", "/teman/", "/healthz")}

    assert statuses == {"/": 200, "/sok/": 200, "/planer/": 200, "/teman/": 200, "/healthz": 200}


def test_the_plan_reader_shows_its_page_without_marks(client, server_down, collection):
    edition = collection["dalby"]
    plain = f"{edition.plan.get_absolute_url()}{edition.number}/sida/1/"
    response = client.get(f"{plain}?q=bokbussen")
    html = response.content.decode()

    assert response.status_code == 503
    assert "Sökningen svarar inte just nu, så inga ord är markerade." in html
    assert "<mark" not in html


def test_suggestions_are_empty(client, server_down):
    response = client.get("/sok/forslag/?q=bok")

    assert (response.status_code, response.json()) == (503, {"suggestions": []})


def test_the_api_answers_503(client, server_down):
    response = client.get("/api/v1/search?q=bokbussen")

    assert (response.status_code, response.json()) == (503, {"detail": "Sökningen svarar inte just nu."})


def test_the_health_check_reports_it(client, server_down):
    assert (search_health().state, search_health().notes) == ("down", ["Sökservern svarar inte."])
    assert client.get("/readyz").json()["search"] == {"state": "down"}


@pytest.mark.parametrize("command", ["search_status", "rebuild_search"])
def test_commands_end_with_a_message_instead_of_a_traceback(server_down, command):
    with pytest.raises(CommandError, match=r"^Sökningen svarar inte: "):
        call_command(command)


def test_records_saved_meanwhile_are_queued_and_indexed_later(server_down, collection, settings, tmp_path, at_once):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(edition.pk)])
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    at_once("planer", [str(collection["berga"].pk)])

    assert engine_at(settings.SEARCH_URL).vocabulary().frequency("sagostund") == 1


def test_the_failover_engine_answers(client, failover):
    page = client.get("/sok/?q=bokbussen")
    rows = b"".join(client.get("/sok/?q=bokbussen&format=csv").streaming_content).decode().splitlines()
    api = client.get("/api/v1/search?q=bokbussen").json()

    assert (page.status_code, len(rows) - 1, api["pages"]) == (200, 2, 2)
    assert client.get("/sok/forslag/?q=bokb").json()["suggestions"][-1]["text"] == "bokbussen"


def test_changes_made_meanwhile_are_found_in_the_failover_index(client, failover, collection, at_once):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(edition.pk)])

    assert client.get("/api/v1/search?q=sagostund").json()["pages"] == 1

"""The frozen copy: the very bytes, never run by a browser, and only when it may be seen."""

import datetime as dt

import pytest

from extraction.types import MediaType
from library_plans.models import PlanSettings, Redaction
from tests.extraction import hostile

pytestmark = pytest.mark.django_db
FILE = "/planer/0399-alby/plan-2024-kommun-1/1/fil/"


@pytest.mark.parametrize(
    ("media_type", "disposition"),
    [
        (MediaType.PDF, 'inline; filename="alby-plan-2024-kommun-1-1.pdf"'),
        (MediaType.HTML, 'attachment; filename="alby-plan-2024-kommun-1-1.html"'),
    ],
)
def test_bytes_are_the_collected_ones_and_browsers_do_not_run_them(client, alby, collect, media_type, disposition):
    collect(alby, 2024, 2027, media_type=media_type, content=b"<script>alert(1)</script>")

    response = client.get(FILE)

    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == disposition
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/octet-stream", "application/vnd.sqlite3"])
def test_file_of_a_format_that_is_not_read_is_not_served(client, alby, collect, media_type):
    collect(alby, 2024, 2027, media_type=media_type)

    assert client.get(FILE).status_code == 404
    assert "/fil/" not in client.get(FILE.removesuffix("fil/")).text


def test_unchanged_file_is_not_sent_again(client, alby, collect):
    edition = collect(alby, 2024, 2027)

    assert client.get(FILE, headers={"If-None-Match": f'"{edition.sha256}"'}).status_code == 304


def test_a_range_of_the_file_can_be_requested(client, alby, collect):
    collect(alby, 2024, 2027, content=b"%PDF-1.7 and more")

    response = client.get(FILE, headers={"Range": "bytes=0-7"})

    assert (response.status_code, b"".join(response.streaming_content)) == (206, b"%PDF-1.7")


@pytest.mark.parametrize("address", [FILE, "/planer/0399-alby/plan-2024-kommun-1/1/sida/1/bild/"])
def test_files_are_revalidated_at_each_request(client, alby, collect, address):
    """Redaction may reach them the next minute."""
    collect(alby, 2024, 2027, content=hostile.pdf())

    response = client.get(address)

    assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")
    for method in (client.get, client.head):
        assert method(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_file_is_not_served_when_copies_are_not_published(client, alby, collect):
    collect(alby, 2024, 2027)
    PlanSettings.objects.create(publish_copies=False)

    assert client.get(FILE).status_code == 404
    assert "publiceras inte här" in client.get("/planer/0399-alby/plan-2024-kommun-1/").text


@pytest.mark.parametrize(("until", "status"), [(None, 404), (dt.date(2000, 1, 1), 200)])
def test_file_is_not_served_while_any_words_are_redacted(client, alby, collect, django_user_model, until, status):
    edition = collect(alby, 2024, 2027)
    user = django_user_model.objects.create_user("kb@example.org")
    Redaction.objects.create(
        edition=edition, page_number=1, words="namn", reason="namn", legal_ground="OSL", decided_by=user, until=until
    )

    assert client.get(FILE).status_code == status


def test_file_that_is_lost_from_the_store_gives_404(client, alby, collect):
    edition = collect(alby, 2024, 2027)
    edition.file.storage.delete(edition.file.name)

    assert client.get(FILE).status_code == 404


def test_page_that_cannot_be_rendered_gives_a_placeholder_image(client, alby, collect):
    collect(alby, 2024, 2027, content=b"not a pdf")

    response = client.get("/planer/0399-alby/plan-2024-kommun-1/1/sida/1/bild/")

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert "<text" in response.text


def test_page_image_without_room_on_the_disk_gives_a_placeholder_that_is_asked_for_again(
    client, alby, collect, settings
):
    settings.MIN_FREE_DISK_BYTES = 2**60
    collect(alby, 2024, 2027, content=b"nor this one")

    response = client.get("/planer/0399-alby/plan-2024-kommun-1/1/sida/1/bild/")

    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert "Bilden kan inte göras just nu" in response.text

"""Documents: for readers of a page that uses them, whole or in ranges, with what Wagtail asks and says kept."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.http import http_date
from wagtail import hooks
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.models import User

pytestmark = pytest.mark.django_db

VIDEO_BYTES = bytes(range(256)) * 40  # 10,240 bytes
WAGTAILS = {
    "content-length": "10240",
    "content-type": "video/mp4",
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "content-disposition": 'attachment; filename="film.mp4"',
}


@pytest.fixture
def unused():
    video = Document.objects.create(title="Film", file=ContentFile(VIDEO_BYTES, name="film.mp4"))
    video.get_file_hash()  # as the admin does
    return video


@pytest.fixture
def page(unused, page_with):
    return page_with(unused)


@pytest.fixture
def video(page, unused):
    return unused


def body(answer):
    return b"".join(answer)


def headers(answer):
    return {name.lower(): value for name, value in answer.items()}


def test_full_response_accepts_ranges(client, video):
    answer = client.get(video.url)

    assert (answer.status_code, body(answer)) == (200, VIDEO_BYTES)
    assert {name: headers(answer)[name] for name in WAGTAILS} == WAGTAILS
    assert answer["Accept-Ranges"] == "bytes"
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 1),  # Safari's first question
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, 10239),
        ("bytes=100-199", 100, 199),
        ("bytes=10239-", 10239, 10239),
        ("bytes=10000-99999", 10000, 10239),
        ("bytes=-100", 10140, 10239),
        ("bytes=-99999", 0, 10239),
        ("Bytes=5-6", 5, 6),
    ],
)
def test_range_response_has_the_bytes_and_headers_of_the_document(client, video, asked, start, end):
    whole = client.get(video.url)

    answer = client.get(video.url, headers={"Range": asked})

    assert (answer.status_code, body(answer)) == (206, VIDEO_BYTES[start : end + 1])
    assert headers(answer) == {
        **headers(whole),
        "content-range": f"bytes {start}-{end}/10240",
        "content-length": str(end - start + 1),
    }


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_range_outside_the_file_gives_416_with_its_size(client, video, asked):
    answer = client.get(video.url, headers={"Range": asked})

    assert (answer.status_code, answer["Content-Range"], answer.content) == (416, "bytes */10240", b"")


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-2", "bytes=-", "bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes", "bytes=--5", "bytes=" + "9" * 99],
)
def test_invalid_or_multiple_ranges_get_the_full_response(client, video, asked):
    answer = client.get(video.url, headers={"Range": asked})

    assert (answer.status_code, body(answer)) == (200, VIDEO_BYTES)


@pytest.mark.parametrize("extension", settings.WAGTAILDOCS_EXTENSIONS)
def test_a_browser_saves_every_document_but_pdf_and_runs_none(client, page_with, extension):
    content = ContentFile(b"<script>alert(1)</script>", name=f"fil.{extension}")
    document = Document.objects.create(title="Fil", file=content)
    page_with(document)

    answer = client.get(document.url)

    shown = 'inline; filename="fil.pdf"' if extension == "pdf" else f'attachment; filename="fil.{extension}"'
    assert (answer.status_code, answer["Content-Disposition"]) == (200, shown)
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", "default-src 'none'")


class TestIfRange:
    """A part fits only the file that the earlier parts came from."""

    def test_current_validator_gets_the_range(self, client, video):
        whole = client.get(video.url)

        for current in (whole["ETag"], whole["Last-Modified"]):
            answer = client.get(video.url, headers={"Range": "bytes=0-1", "If-Range": current})
            assert (answer.status_code, body(answer)) == (206, VIDEO_BYTES[:2])

    def test_date_is_used_without_an_etag(self, client, video):
        Document.objects.update(file_hash="")
        whole = client.get(video.url)

        answer = client.get(video.url, headers={"Range": "bytes=0-1", "If-Range": whole["Last-Modified"]})
        unknown = client.get(video.url, headers={"Range": "bytes=0-1", "If-Range": '""'})

        assert ("ETag" in whole, answer.status_code, unknown.status_code) == (False, 206, 200)

    def test_outdated_validator_gets_the_full_response(self, client, video):
        whole = client.get(video.url)

        for other in ('"other"', f"W/{whole['ETag']}", http_date(0)):
            answer = client.get(video.url, headers={"Range": "bytes=0-1", "If-Range": other})
            assert (answer.status_code, body(answer)) == (200, VIDEO_BYTES)


def test_matching_etag_gives_304(client, video):
    tag = client.get(video.url)["ETag"]

    assert client.get(video.url, headers={"Range": "bytes=0-1", "If-None-Match": tag}).status_code == 304


def test_head_request_ignores_ranges(client, video):
    answer = client.head(video.url, headers={"Range": "bytes=0-1"})

    assert (answer.status_code, answer["Content-Length"], "Content-Range" in answer) == (200, "10240", False)


def test_empty_file_has_no_ranges(client, page_with):
    empty = Document.objects.create(title="Tom", file=ContentFile(b"", name="tom.vtt"))
    page_with(empty)

    assert client.get(empty.url, headers={"Range": "bytes=0-1"}).status_code == 416


def test_document_of_a_private_collection_is_refused(client, video):
    closed = Collection.get_first_root_node().add_child(name="Stängd")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    video.collection = closed
    video.save()

    answer = client.get(video.url, headers={"Range": "bytes=0-1"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/logga-in/")


def test_before_serve_document_hooks_are_called(client, video):
    asked = []

    with hooks.register_temporarily("before_serve_document", lambda document, request: asked.append(document.pk)):
        client.get(video.url, headers={"Range": "bytes=0-1"})

    assert asked == [video.pk]


def test_wrong_file_name_gives_404(client, video):
    assert client.get(f"/documents/{video.pk}/annan.mp4", headers={"Range": "bytes=0-1"}).status_code == 404


def test_document_without_a_page_gives_404(client, site, unused):
    assert client.get(unused.url).status_code == 404


def test_document_of_a_draft_gives_404(client, video, page):
    page.unpublish()

    assert client.get(video.url).status_code == 404


def test_document_of_a_restricted_page_needs_sign_in(client, video, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    stranger = client.get(video.url).status_code
    client.force_login(User.objects.create_user("reader@example.org"))

    assert (stranger, client.get(video.url).status_code) == (404, 200)


def test_editor_may_have_every_document(client, site, unused):
    client.force_login(User.objects.create_superuser("kb@example.org"))

    assert client.get(unused.url).status_code == 200

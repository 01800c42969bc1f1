"""What a reader may send, and that a larger body is refused unread."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delivery.request_body import FORM_MAX_BYTES

ADDRESSES = [
    "/",
    "/tillganglighet/",
    "/sok/",
    "/planer/",
    "/vagledning/x/svar/",
    "/api/v1/plans",
    "/media/x",
    "/logga-in/",
]


class UnreadableBody(BytesIO):
    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


@pytest.fixture
def scratch(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_large_body_is_refused_unread(client, empty_site, db, path, content_type):
    sent = {"CONTENT_LENGTH": str(FORM_MAX_BYTES + 1), "wsgi.input": UnreadableBody()}

    assert client.post(path, b"x", content_type=content_type, **sent).status_code == 413


def test_large_body_of_an_editor_is_refused_unread_while_the_disk_has_too_little_room(admin_client, settings):
    settings.MIN_FREE_DISK_BYTES = 2**60
    sent = {"CONTENT_LENGTH": str(FORM_MAX_BYTES + 1), "wsgi.input": UnreadableBody()}
    answer = admin_client.post("/admin/images/multiple/add/", b"x", content_type="application/octet-stream", **sent)

    assert (answer.status_code, "Det finns inte plats" in answer.content.decode()) == (507, True)


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("size", [1, 2 * 1024])
def test_form_with_a_file_is_refused(client, django_user_model, empty_site, db, scratch, size, signed_in):
    if signed_in:
        client.force_login(django_user_model.objects.create_superuser(email="a@b.example", password="x"))
    answer = client.post("/tillganglighet/", {"text": "Fel.", "file": SimpleUploadedFile("a.bin", b"x" * size)})

    assert (answer.status_code, list(scratch.iterdir())) == (400, [])


def test_refusals_are_pages_in_swedish(client, empty_site, db):
    large = client.post("/tillganglighet/", {"text": "x" * (FORM_MAX_BYTES + 1)})
    file = client.post("/tillganglighet/", {"file": SimpleUploadedFile("a.bin", b"x")})

    assert ("<h1>För mycket skickades</h1>" in large.text, "Filer tas inte emot här." in file.text) == (True, True)


@pytest.mark.parametrize("length", ["", "x", "-5"])
def test_body_of_no_length_is_no_body(client, empty_site, db, length):
    assert client.post("/tillganglighet/", {"text": "Fel."}, CONTENT_LENGTH=length).status_code == 400


def test_editor_may_send_more_in_the_admin_alone(client, django_user_model, empty_site, db):
    client.force_login(django_user_model.objects.create_superuser(email="a@b.example", password="x"))
    form = {"text": "x" * (FORM_MAX_BYTES + 1), "file": SimpleUploadedFile("a.bin", b"x")}

    assert [client.post(path, form).status_code for path in ("/admin/", "/tillganglighet/")] == [
        405,
        413,
    ]  # the first is the page's own answer

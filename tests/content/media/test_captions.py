"""Captions as WebVTT for those who may have the file, and the refusal of a file that cannot be read at its upload."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, PageViewRestriction

from accounts.models import User
from tests.content.captions.specimens import SRT

pytestmark = pytest.mark.django_db

WEBVTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
Det här syns.

00:00:05.000 --> 00:00:08.000
Bokbussen åker på Åland.
"""
BROKEN = SRT.replace("00:00:05,000", "00:00:05").encode()
REFUSAL = "Rad 6 har tider som inte kan läsas: 00:00:05 --> 00:00:08,000"


@pytest.fixture
def captions(site):
    return Document.objects.create(title="Samtal", file=ContentFile(SRT.encode("cp1252"), name="samtal.vtt"))


@pytest.fixture
def editor(client, site):
    user = User.objects.create_user("kb@example.org")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def address(document):
    return reverse("captions", args=[document.pk, document.filename])


def test_captions_are_webvtt_and_the_original_is_kept(client, captions, page_with):
    page_with(captions)

    answer, original = client.get(address(captions)), client.get(captions.url)

    assert (answer["Content-Type"], answer.content.decode()) == ("text/vtt; charset=utf-8", WEBVTT)
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", "default-src 'none'")
    assert b"".join(original) == SRT.encode("cp1252")


def test_captions_are_not_sent_again_until_they_change(client, captions, page_with):
    captions.get_file_hash()
    page_with(captions)
    first = client.get(address(captions))

    again = client.get(address(captions), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_captions_have_the_readers_of_their_document(client, captions, page_with):
    unused = client.get(address(captions)).status_code
    page = page_with(captions)
    used = client.get(address(captions)).status_code
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert (unused, used, client.get(address(captions)).status_code) == (404, 200, 404)


@pytest.mark.parametrize("content", [b"", BROKEN, b"%PDF-1.7"])
def test_file_without_readable_captions_has_none(client, site, page_with, content):
    document = Document.objects.create(title="Fel", file=ContentFile(content, name="fel.vtt"))
    page_with(document)

    assert client.get(address(document)).status_code == 404


def root_collection() -> int:
    return Collection.get_first_root_node().pk


class TestUpload:
    @pytest.mark.parametrize("name", ["samtal.srt", "samtal.VTT"])
    def test_broken_captions_are_refused_with_the_line(self, editor, name):
        answer = editor.post("/admin/documents/add/", {"title": "Samtal", "file": SimpleUploadedFile(name, BROKEN)})

        assert answer.context["form"].errors["file"] == [REFUSAL]
        assert not Document.objects.exists()

    def test_several_files_at_once(self, editor):
        answer = editor.post(
            "/admin/documents/multiple/add/",
            {"title": "Samtal", "files[]": SimpleUploadedFile("samtal.srt", BROKEN)},
            headers={"x-requested-with": "XMLHttpRequest"},
        )

        assert json.loads(answer.content) == {"success": False, "error_message": REFUSAL}

    def test_broken_captions_do_not_replace_readable_ones(self, editor, captions):
        values = {"title": "Samtal", "file": SimpleUploadedFile("ny.vtt", BROKEN)}

        answer = editor.post(f"/admin/documents/edit/{captions.pk}/", values)

        assert answer.context["form"].errors["file"] == [REFUSAL]
        with Document.objects.get().open_file() as file:
            assert file.read() == SRT.encode("cp1252")

    def test_readable_captions_are_stored_as_they_are(self, editor):
        values = {
            "title": "Samtal",
            "collection": root_collection(),
            "file": SimpleUploadedFile("samtal.vtt", SRT.encode()),
        }
        editor.post("/admin/documents/add/", values)

        with Document.objects.get().open_file() as file:
            assert file.read() == SRT.encode()

    def test_other_files_are_not_read(self, editor):
        values = {"title": "Bilaga", "collection": root_collection(), "file": SimpleUploadedFile("bilaga.txt", BROKEN)}
        editor.post("/admin/documents/add/", values)

        assert Document.objects.get().title == "Bilaga"

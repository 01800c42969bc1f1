"""Broken files, unknown values and stale tokens give a Swedish page with the right status, never 500."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from search.indexing import rebuild

pytestmark = pytest.mark.django_db


def picture(kind: str = "GIF", size: tuple[int, int] = (60, 40)) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise(size, 90).save(stream, kind)
    return stream.getvalue()


BROKEN = {
    "head alone": b"GIF89a",
    "size alone": picture()[:10],
    "cut in its colours": picture()[:200],
    "cut in its pixels": picture()[:-300],
    "noise in its pixels": picture()[:900] + b"\xff" * (len(picture()) - 900),
    "no pixels": picture()[:785] + b";",
    "empty": b"",
    "another format": b"%PDF-1.7 not a picture",
    "a page": b"<html><script>alert(1)</script></html>",
    "larger than any": b"GIF89a" + b"\xff\xff\xff\xff" + picture()[10:],
}


@pytest.fixture
def editor(admin_client, empty_site):
    return admin_client


def root_collection() -> int:
    return Collection.get_first_root_node().pk


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_image_is_refused_in_its_form(editor, broken):
    file = SimpleUploadedFile("bild.gif", BROKEN[broken], "image/gif")
    before = get_image_model().objects.count()
    form = editor.post("/admin/images/add/", {"title": "Bild", "collection": root_collection(), "file": file})

    assert (form.status_code, "form" in form.context) == (200, True)
    assert list(form.context["form"].errors) == ["file"]
    assert get_image_model().objects.count() == before


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_image_among_several_is_refused(editor, broken):
    file = SimpleUploadedFile("bild.gif", BROKEN[broken], "image/gif")
    answer = editor.post(
        "/admin/images/multiple/add/", {"files[]": file}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert (answer.status_code, answer.json()["success"]) == (200, False)


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_images_that_end_too_early_are_refused_in_every_format(editor, kind, suffix):
    whole = picture(kind)
    taken = []
    for content in (whole[: len(whole) * 2 // 3], whole):
        file = SimpleUploadedFile(f"bild.{suffix}", content)
        answer = editor.post("/admin/images/add/", {"title": "Bild", "file": file, "collection": 1})
        taken.append(answer.status_code)

    assert taken == [200, 302]
    assert editor.get("/admin/images/").status_code == 200


def test_an_image_keeps_its_file_when_its_title_is_changed(editor):
    content = picture()
    editor.post("/admin/images/add/", {"title": "Bild", "collection": 1, "file": SimpleUploadedFile("b.gif", content)})
    image = get_image_model().objects.get(title="Bild")
    answer = editor.post(f"/admin/images/{image.pk}/", {"title": "Annan", "collection": 1})
    image = get_image_model().objects.get(pk=image.pk)

    assert (answer.status_code, image.title) == (302, "Annan")
    assert Path(image.file.path).read_bytes() == content


SEARCHES = ("/sok/?q=bok&", "/sok/?", "/sok/?format=csv&q=bok&", "/api/v1/search?q=bok&", "/api/v1/search?")
NO_EDITIONS = dict.fromkeys(("finns-inte", "0", "-1", "9" * 40, "1.5", "å", "%FF", "'", "1,2"), 400)


@pytest.mark.parametrize(("value", "status"), {**NO_EDITIONS, "999999": 200}.items())
def test_an_edition_that_is_not_there_finds_nothing_or_is_refused(
    client, empty_site, settings, tmp_path, value, status
):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    rebuild()

    found = {path: client.get(f"{path}edition={value}").status_code for path in SEARCHES}
    assert found == dict.fromkeys(SEARCHES, status)


@pytest.mark.parametrize("cookie", ["", f"csrftoken={'t' * 32}", "csrftoken=kort", "csrftoken=å"])
@pytest.mark.parametrize("path", ["/logga-in/", "/tillganglighet/", "/admin/images/add/", "/finns-inte/", "/"])
def test_a_wrong_token_gives_a_page_that_says_so(empty_site, path, cookie):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(path, {"csrfmiddlewaretoken": "fel", "text": "Fel."}, headers={"Cookie": cookie})

    assert (answer.status_code, "Formuläret kunde inte tas emot" in answer.text) == (403, True)
    assert '<html lang="sv"' in answer.text

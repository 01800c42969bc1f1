"""An S3-compatible storage in place of the folders: a plan is collected, read and served, an image and a film too."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.settings.file_storage import file_storages
from extraction.types import TextState
from library_plans.importer.page_images import page_image
from library_plans.importer.pipeline import read_edition
from library_plans.importer.registration import CollectedFile, register_file
from library_plans.models import Edition
from library_plans.models.editions import plan_files
from tests.extraction import hostile
from tests.factories.pages import InformationPageFactory

pytestmark = [pytest.mark.needs("moto"), pytest.mark.django_db, pytest.mark.usefixtures("whole_site", "bucket")]

FILM = bytes(range(256)) * 8192  # 2 MB: more than is fetched at a time


@pytest.fixture
def bucket(object_storage, settings, monkeypatch):
    """The bucket in the place of both folders; gives the names in it."""
    settings.STORAGES = {
        **settings.STORAGES,
        **file_storages(object_storage.environment, settings.MEDIA_URL, settings.PLAN_FILES_ROOT),
    }
    monkeypatch.setattr(Edition._meta.get_field("file"), "storage", plan_files())  # a field takes its storage once
    return lambda: [each.key for each in object_storage.bucket.objects.all()]


@pytest.fixture
def edition():
    incoming = CollectedFile(content=hostile.pdf(), name="plan.pdf", owners=("0180",), title="Biblioteksplan 2025")
    return read_edition(register_file(incoming).edition.pk)


def published(block):
    return InformationPageFactory(title="Huset", body=[block])


class TestPlanFiles:
    def test_a_plan_is_collected_and_read(self, edition, bucket):
        assert f"plan-files/{edition.file.name}" in bucket()
        assert (edition.state, edition.page_count) == (TextState.TEXT, 2)

    def test_the_frozen_copy_is_served(self, client, edition):
        address = f"{edition.plan.get_absolute_url()}{edition.number}/fil/"

        whole, part = client.get(address), client.get(address, headers={"range": "bytes=0-4"})

        assert (whole.status_code, b"".join(whole)) == (200, hostile.pdf())
        assert (part.status_code, b"".join(part)) == (206, b"%PDF-")

    def test_a_page_image_is_rendered(self, edition):
        assert Picture.open(page_image(edition, 1)).width == 1200

    def test_the_same_bytes_are_stored_once(self, edition, bucket):
        before = bucket()
        register_file(CollectedFile(content=hostile.pdf(), name="igen.pdf", owners=("1480",), title="En annan plan"))

        assert bucket() == before

    def test_a_lost_file_is_reported(self, client, edition):
        plan_files().delete(edition.file.name)

        assert read_edition(edition.pk).state == TextState.DAMAGED
        assert client.get(f"{edition.plan.get_absolute_url()}{edition.number}/fil/").status_code == 404


class TestUploads:
    def test_a_rendition_is_made_and_served(self, client, bucket):
        image = Image.objects.create(title="Huset", file=get_test_image_file(filename="huset.png", size=(640, 480)))
        page = published(("picture", {"image": image}))

        address = client.get(page.get_url()).text.partition('<img src="/media/')[2].partition('"')[0]
        response = client.get(f"/media/{address}")

        assert f"media/{address}" in bucket()
        assert Picture.open(io.BytesIO(b"".join(response))).size == (640, 480)

    def test_a_film_is_served_in_ranges(self, client):
        film = Document.objects.create(title="Film", file=ContentFile(FILM, name="film.mp4"))
        published(("video", {"title": "Film", "file": film}))
        far = len(FILM) - 300

        whole, part = client.get(film.url), client.get(film.url, headers={"range": f"bytes={far}-"})

        assert (whole.status_code, whole["Content-Type"], b"".join(whole)) == (200, "video/mp4", FILM)
        assert (part.status_code, b"".join(part)) == (206, FILM[far:])

    def test_urls_are_those_of_the_site(self):
        name = default_storage.save("original_images/å.png", ContentFile(b"x"))

        assert default_storage.url(name) == "/media/original_images/%C3%A5.png"
        with pytest.raises(ValueError, match="no address"):
            plan_files().url("x")

    def test_a_name_that_is_taken_is_not_overwritten(self):
        names = [default_storage.save("original_images/a.png", ContentFile(text)) for text in (b"1", b"2")]

        assert [default_storage.open(name).read() for name in names] == [b"1", b"2"]

    def test_a_file_is_written_piece_by_piece(self):
        with default_storage.open("new.txt", "wb") as file:
            file.write(b"first ")
            file.write(b"second")

        assert default_storage.open("new.txt").read() == b"first second"

    def test_a_missing_file_is_missing(self):
        with pytest.raises(FileNotFoundError):
            default_storage.open("missing.txt")


def test_only_what_is_read_is_fetched(bucket):
    """Reading the last bytes of a film asks for those alone."""
    name = default_storage.save("documents/film.mp4", ContentFile(FILM))
    file = default_storage.open(name)

    file.seek(-100, io.SEEK_END)

    assert (file.tell(), file.read(), file.read()) == (len(FILM) - 100, FILM[-100:], b"")
    file.seek(0)
    assert (file.read(4), file.tell(), file.size) == (FILM[:4], 4, len(FILM))


def test_without_a_bucket_files_lie_in_folders(settings, tmp_path):
    storages = file_storages({"S3_BUCKET": ""}, "/media/", tmp_path)

    assert {name: storage["BACKEND"].rpartition(".")[2] for name, storage in storages.items()} == {
        "default": "FileSystemStorage",
        "plan_files": "FileSystemStorage",
    }

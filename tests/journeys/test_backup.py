"""A site is backed up, lost and restored: the same rows, the same files, the same answers.

On SQLite and with a bucket; on PostgreSQL: `test_operator.py`.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.site import SiteInstance
from tests.prepared import link_language_data, migrated_file

pytestmark = pytest.mark.slow

Checksums = Callable[[], dict[str, str]]
FILL = """
from io import BytesIO
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from demo import loading
from demo.documents import render_document
from demo.document_specs import document_specs
from library_plans.importer.pipeline import read_edition
call_command("migrate", verbosity=0)
call_command("load_organisations")
call_command("setup_site")
for spec in document_specs()[:3]:
    read_edition(loading.register_document(render_document(spec)).edition.pk)
png = BytesIO()
Picture.new("RGB", (200, 100), "green").save(png, "PNG")
image = Image.objects.create(title="Åskådlig bild", file=ImageFile(png, name="bild.png"))
image.get_rendition("width-100")
Document.objects.create(title="Underlag", file=ContentFile(b"a;b", name="underlag.csv"))
call_command("rebuild_search")
"""
LOOK = """
import hashlib, json
from django.conf import settings
from django.db import connection
from django.test import Client
from library_plans.models import Edition
def checksum(body):
    return hashlib.sha256(body).hexdigest()
def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]
editions = [f"{each.plan.get_absolute_url()}{each.number}/" for each in Edition.objects.order_by("pk")]
paths = ["/", "/planer/", "/regioner/", "/sok/?q=bibliotek", "/api/v1/search?q=bibliotek", "/api/v1/plans"]
paths += [*editions, editions[0] + "fil/"]
client = Client(headers={"Host": settings.ALLOWED_HOSTS[0], "X-Forwarded-Proto": "https"})
answers = {path: client.get(path) for path in paths}
print(json.dumps({
    "rows": {table: count(table) for table in sorted(connection.introspection.table_names())},
    "answers": {path: [each.status_code, checksum(each.getvalue())] for path, each in answers.items()},
    "hits": json.loads(answers["/api/v1/search?q=bibliotek"].content)["pages"],
    "editions": len(editions),
}))
"""


def files(folder: Path) -> dict[str, str]:
    """The checksums of what editors uploaded and what was collected."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for kind in ("media", "plan-files")
        for path in (folder / kind).rglob("*")
        if path.is_file()
    }


def assert_restored_after_loss(site: SiteInstance, folder: Path, lose: Callable[[], None], stored: Checksums) -> None:
    site.run_python(FILL + "print(0)")
    before, stored_before = site.run_python(LOOK), stored()
    backup = site.run("backup", str(folder.parent / "backups")).strip()

    assert Path(backup).stat().st_mode & 0o077 == 0
    assert min(before["rows"]["library_plans_editionpage"], before["hits"], before["editions"]) >= 3
    assert {path: status for path, (status, _body) in before["answers"].items() if status != 200} == {}
    assert len(stored_before) >= 6  # three plans, an image with its rendition, a document

    lose()
    shutil.rmtree(folder)
    link_language_data(folder)
    site.run("restore", backup)

    assert stored() == stored_before
    assert site.run_python(LOOK) == before


@pytest.fixture
def folder(tmp_path) -> Path:
    """The files of a site with a migrated database."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(migrated_file(), folder / "site.sqlite3")
    return folder


def test_site_on_sqlite_is_restored(tmp_path, folder):
    site = site_in(folder)
    # The database goes with its folder.
    assert_restored_after_loss(site, folder, lose=lambda: None, stored=lambda: files(folder))

    backup = next((tmp_path / "backups").iterdir())
    with pytest.raises(AssertionError, match="The database has tables already"):
        site.run("restore", str(backup))

    (folder / "site.sqlite3").unlink()
    with pytest.raises(AssertionError, match="There are files already in the storage default and plan_files"):
        site.run("restore", str(backup))

    with (backup / "media.tar").open("ab") as file:
        file.write(b"x")
    with pytest.raises(AssertionError, match=r"The backup is not whole: media\.tar"):
        site.run("restore", str(backup))


@pytest.mark.needs("moto")
def test_site_with_a_bucket_is_restored(folder, object_storage):
    site = site_in(folder, **object_storage.environment)
    assert_restored_after_loss(site, folder, lose=object_storage.empty, stored=object_storage.checksums)

    assert files(folder) == {}
    assert {name.partition("/")[0] for name in object_storage.checksums()} == {"media", "plan-files"}


def site_in(folder: Path, **environment: str) -> SiteInstance:
    """Static files are named without `collectstatic` under DEBUG."""
    link_language_data(folder)
    return SiteInstance({"VAR_DIR": str(folder), "DEBUG": "1", "ALLOWED_HOSTS": "testserver", **environment})

"""The archive of open data: what it holds, how it is served, and that nothing withheld ever leaves with it."""

import csv
import hashlib
import io
import json
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from accounts.models import User
from library_plans.models import OpenDataArchive, PlanOwner, Redaction
from library_plans.models.editions import plan_files
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    PassageFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db
URL = "/api/biblioteksplaner.zip"


@pytest.fixture(autouse=True)
def no_files():
    for name in files():
        plan_files().delete(f"open-data/{name}")


def files():
    return plan_files().listdir("open-data")[1] if plan_files().exists("open-data") else []


def make_edition(text="Bokbussen kör.", **values):
    made = EditionFactory(page_count=1, **values)
    DecisionFactory(plan=made.plan)
    EditionPageFactory(edition=made, label="3")
    PassageFactory(edition=made, text=text)
    return made


def make():
    call_command("make_open_data_archive", now=True, verbosity=0)


def fetch(client):
    response = client.get(URL)
    assert response.status_code == 200
    return ZipFile(io.BytesIO(b"".join(response)))


def table(archive, name):
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def pages(archive):
    return [json.loads(line) for line in archive.read("sidor.jsonl").decode().splitlines()]


def withhold(edition, **values):
    user = User.objects.create_user("kb@example.org", password="x")
    return Redaction.objects.create(edition=edition, reason="Namn", legal_ground="GDPR", decided_by=user, **values)


def test_it_holds_register_editions_pages_and_dictionary(client, settings):
    edition = make_edition(plan__title="Plan för Alby")
    make()

    archive = fetch(client)
    url = f"{settings.WAGTAILADMIN_BASE_URL}{edition.plan.get_absolute_url()}1/"
    assert archive.namelist() == ["las-mig.txt", "dataordlista.csv", "register.csv", "utgavor.csv", "sidor.jsonl"]
    assert pages(archive) == [
        {
            "utgåva": edition.pk,
            "sida": 1,
            "tryckt": "3",
            "läsning": "text",
            "språk": ["sv"],
            "undanhållen": False,
            "text": "Bokbussen kör.",
            "adress": f"{url}sida/1/",
        }
    ]
    [row] = table(archive, "utgavor.csv")
    assert (row["utgåva"], row["titel"], row["kontrollsumma"], row["adress"]) == (
        str(edition.pk), "Plan för Alby", edition.sha256, url,
    )  # fmt: skip
    assert [row["plan"] for row in table(archive, "register.csv")] == ["Plan för Alby"]


def test_the_dictionary_explains_every_column_in_swedish(client):
    make_edition()
    make()

    archive = fetch(client)
    explained = {}
    for row in table(archive, "dataordlista.csv"):
        assert row["betydelse"]
        explained.setdefault(row["fil"], []).append(row["kolumn"])
    assert explained == {
        "register.csv": list(table(archive, "register.csv")[0]),
        "utgavor.csv": list(table(archive, "utgavor.csv")[0]),
        "sidor.jsonl": list(pages(archive)[0]),
    }
    status = next(row for row in table(archive, "dataordlista.csv") if row["kolumn"] == "statuskod")
    assert status["betydelse"] == "Status den dag arkivet gjordes"
    assert status["värden"].startswith("gallande: Gällande; forlangd: Förlängd; ")


def test_only_public_and_adopted_text_is_in_it(client):
    public = make_edition()
    make_edition("Ingen äger.", plan=PlanFactory())
    make_edition("Ett utkast.", variant="remiss")
    make_edition("Oläst.", state="no_text")
    withhold(make_edition("Allt undanhållet."))
    make()

    assert [page["utgåva"] for page in pages(fetch(client))] == [public.pk]


def test_it_is_served_with_checksum_day_ranges_and_head(client):
    make_edition()
    make()

    response, head = client.get(URL), client.head(URL)
    content = b"".join(response)
    sha256 = hashlib.sha256(content).hexdigest()
    assert (response["ETag"], response["Content-Type"]) == (f'"{sha256}"', "application/zip")
    assert (head.status_code, head["ETag"], head["Repr-Digest"]) == (200, f'"{sha256}"', response["Repr-Digest"])
    assert client.get(f"{URL}.sha256").text == f"{sha256}  biblioteksplaner.zip\n"
    assert response["Last-Modified"].endswith("GMT")
    assert client.get(URL, headers={"If-None-Match": f'"{sha256}"'}).status_code == 304
    part = client.get(URL, headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part)) == (206, content[:4])
    assert sha256 in client.get("/api/").text


def test_there_is_none_before_it_was_made(client):
    assert client.get(URL).status_code == client.get(f"{URL}.sha256").status_code == 404
    assert client.get("/api/").status_code == 200


def test_a_new_archive_takes_the_place_of_the_one_before(client, django_capture_on_commit_callbacks):
    make_edition()
    make()
    make_edition("En till.")
    with django_capture_on_commit_callbacks(execute=True):
        make()

    assert [page["text"] for page in pages(fetch(client))] == ["Bokbussen kör.", "En till."]
    [left] = OpenDataArchive.objects.all()
    assert files() == [f"{left.sha256}.zip"]


def test_an_unchanged_archive_keeps_its_file(client, django_capture_on_commit_callbacks):
    make_edition()
    for _night in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            make()

    assert len(pages(fetch(client))) == 1
    assert len(files()) == 1


def test_a_redaction_deletes_the_archive_and_has_it_made_anew(client, django_capture_on_commit_callbacks):
    edition = make_edition("Ring Namn Namnsson.")
    make()
    with django_capture_on_commit_callbacks(execute=True):
        withhold(edition, page_number=1, words="Namn Namnsson")

    found = [pages(ZipFile(plan_files().open(f"open-data/{name}")))[0]["text"] for name in files()]
    assert set(found) <= {"Ring [maskerat]."}
    make()
    assert pages(fetch(client))[0]["text"] == "Ring [maskerat]."


def test_an_archive_with_withheld_words_is_never_served(client):
    """Also when its file could not be deleted, or was being made when the redaction came."""
    edition = make_edition("Ring Namn Namnsson.")
    make()
    user = User.objects.create_user("kb@example.org", password="x")
    Redaction.objects.bulk_create(
        [Redaction(edition=edition, page_number=1, words="Namn", reason="x", legal_ground="x", decided_by=user)]
    )

    assert client.get(URL).status_code == 404


def test_an_archive_with_a_plan_that_is_no_longer_public_is_not_served(client):
    edition = make_edition()
    make_edition("En till.")
    make()
    PlanOwner.objects.filter(plan=edition.plan).delete()

    assert client.get(URL).status_code == 404


def test_an_edition_that_is_added_withdraws_nothing(client):
    make_edition()
    make()
    make_edition("En till.")

    assert client.get(URL).status_code == 200

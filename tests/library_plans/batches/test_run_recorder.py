"""A run of `ingest_plans` is a batch that an editor can take back; its lists may be XLSX with kinds in Swedish."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from library_plans.models import ImportBatch, Plan
from tests.library_plans.batches.documents import plan_file, xlsx_list

LIST = [
    ("file", "owner_codes", "kind", "title", "starts", "ends"),
    ("ystad.html", "Ystad", "Kommunal biblioteksplan", "Ystads plan", 2024, 2027),
    ("skåne.html", "Region Skåne", "regional biblioteksplan", "Skånes plan", "1/1 2024", "31 december 2027"),
    ("borta.html", "Lund", "kommunal", "Lunds plan", "", ""),
]


@pytest.fixture
def collection(tmp_path):
    """A folder with an XLSX list and two of its three files."""
    for name, town in (("ystad.html", "Ystad"), ("skåne.html", "Skåne")):
        (tmp_path / name).write_bytes(plan_file(name, town).read())
    (tmp_path / "lista.xlsx").write_bytes(xlsx_list(LIST).read())
    return tmp_path / "lista.xlsx"


def ingest(path):
    out = StringIO()
    call_command("ingest_plans", path, "--json", "--no-ocr", stdout=out)
    return json.loads(out.getvalue())


def test_a_run_is_a_batch_that_is_taken_back_in_the_admin(organisations, send, collection):
    report = ingest(collection)
    batch = ImportBatch.objects.get()
    plans = list(Plan.objects.order_by("pk").values_list("title", "kind", "starts__year", "ends__year"))

    send(f"{batch.pk}/ta-tillbaka/", reason="Fel lista")

    assert [report[name] for name in ("new", "known", "failed")] == [2, 0, 1]
    assert plans == [("Ystads plan", "kommunal", 2024, 2027), ("Skånes plan", "regional", 2024, 2027)]
    assert (batch.name, batch.created_by) == ("lista.xlsx", None)
    assert list(batch.rows.order_by("position").values_list("original_name", "status")) == [
        ("ystad.html", "tillbakatagen"),
        ("skåne.html", "tillbakatagen"),
        ("borta.html", "avvisad"),
    ]
    assert Plan.objects.count() == 0


def test_a_run_that_makes_nothing_leaves_no_batch(organisations, collection):
    ingest(collection)

    again = ingest(collection)

    assert ([again[name] for name in ("new", "known", "failed")], ImportBatch.objects.count()) == ([0, 2, 1], 1)

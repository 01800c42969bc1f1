"""The CSV: as many rows as the page counts, streamed in constant memory."""

import csv
import io
import re
import tracemalloc
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from library_plans.models import Plan, PlanOwner
from search import csv_rows
from search.csv_rows import BATCH, rows
from search.engines import get_searcher
from search.forms import SearchForm
from search.results import SearchResults
from search.sources import all_sources
from search.types import PageHit
from tests.search.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection"), pytest.mark.time_machine(TODAY)]

PAGE = "/sok/?q=läsfrämjande&scope=alla"


def read_rows(client, address: str) -> list[dict[str, str]]:
    response = client.get(f"/sok/?{address}&format=csv")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_a_page_in_result_order(client):
    found = [(row["kod"], row["sida"]) for row in read_rows(client, "q=läsfrämjande&scope=alla&sort=newest")]

    assert sorted(found) == [("0301", "1"), ("0301", "1"), ("0301", "3"), ("0301", "4"), ("0301", "5"), ("0302", "1")]
    assert len(found) == len(read_rows(client, "q=läsfrämjande&scope=alla&sort=oldest"))


def test_rows_come_in_parts_that_the_page_links_to(client, monkeypatch):
    whole = read_rows(client, "q=läsfrämjande&scope=alla")
    monkeypatch.setattr(csv_rows, "ROWS", 4)
    links = re.findall(r'href="\?([^"]+)" rel="nofollow" data-testid="csv">([^<]+)', client.get(PAGE).content.decode())
    addresses = [address.replace("&amp;format=csv", "").replace("&amp;", "&") for address, _text in links]

    assert [text for _address, text in links] == ["Rad 1–4", "Rad 5–6"]
    assert addresses == ["q=l%C3%A4sfr%C3%A4mjande&scope=alla", "q=l%C3%A4sfr%C3%A4mjande&scope=alla&page=2"]
    assert [row for address in addresses for row in read_rows(client, address)] == whole


def test_excel_gets_the_same_rows_in_its_own_form(client):
    plain = read_rows(client, "q=läsfrämjande&scope=alla")
    (address,) = re.findall(
        r'href="([^"]+)"\s+rel="nofollow"\s+data-testid="csv-excel"', client.get(PAGE).content.decode()
    )
    response = client.get(f"/sok/{address.replace('&amp;', '&')}")
    mark, *lines = b"".join(response.streaming_content).decode("utf-16-le").split("\r\n")
    rows = list(csv.DictReader(lines, delimiter=";"))

    assert (mark, response.headers["Content-Disposition"]) == (
        "\ufeffsep=;",
        'attachment; filename="sokning-excel.csv"',
    )
    assert [row.pop("kod") for row in rows] == [f'="{row["kod"]}"' for row in plain]
    assert rows == [{name: value for name, value in row.items() if name != "kod"} for row in plain]


@pytest.mark.parametrize(("page", "status"), [(1, 200), (2, 200), (3, 404), (100_000, 404), (0, 400), ("x", 400)])
def test_a_part_that_is_not_there_is_not_found(client, monkeypatch, page, status):
    monkeypatch.setattr(csv_rows, "ROWS", 4)

    assert client.get(f"{PAGE}&format=csv&page={page}").status_code == status


def test_what_is_in_no_part_is_told(client, monkeypatch):
    monkeypatch.setattr(csv_rows, "ROWS", 2)
    monkeypatch.setattr(csv_rows, "MOST_PARTS", 2)

    assert (
        "2 rader till finns inte i någon del: avgränsa sökningen med ett filter." in client.get(PAGE).content.decode()
    )
    assert client.get(f"{PAGE}&format=csv&page=3").status_code == 404


def test_addresses_are_absolute(client):
    assert [row["adress"] for row in read_rows(client, "q=berga verksamheten")] == [
        "http://testserver/planer/0302-berga/biblioteksplan-2024/1/sida/1/"
    ]


def test_every_row_tells_whether_it_is_an_example(client):
    assert {row["kod"]: row["exempeltext"] for row in read_rows(client, "q=läsfrämjande")} == {
        "0301": "",
        "0302": "exempel",
    }


def test_pages_of_a_deleted_plan_are_left_out(client):
    """The index still has them: it is renewed after commit."""
    deleted = Plan.objects.get(owners__organisation__code="0302", editions__isnull=False)
    deleted.editions.all().delete()
    deleted.delete()

    assert {row["kod"] for row in read_rows(client, "q=läsfrämjande")} == {"0301"}


def test_pages_of_a_plan_that_lost_its_owners_are_left_out(client):
    PlanOwner.objects.filter(organisation__code="0302").delete()

    assert {row["kod"] for row in read_rows(client, "q=läsfrämjande")} == {"0301"}


@pytest.mark.parametrize("address", ["q=", "q=-", "q=xyzzyq", "q=berga"])
def test_a_result_without_pages_has_a_header_only(client, address):
    assert read_rows(client, address) == []


def test_ten_thousand_rows_take_less_than_a_megabyte(monkeypatch):
    form = SearchForm(QueryDict("q=bokbussen"), all_sources(), date(2026, 11, 23), AnonymousUser())
    assert form.is_valid()
    results = SearchResults(form)
    [hit, *_] = results.engine.iter_pages(results.query)
    peak_of(monkeypatch, results, hit, 1)  # fills caches

    assert peak_of(monkeypatch, results, hit, 50) < 1_000_000  # bytes for 10,000 rows


def peak_of(monkeypatch, results: SearchResults, hit: PageHit, batches: int) -> int:
    monkeypatch.setattr(
        type(get_searcher()), "iter_pages", lambda engine, query, start, stop: (hit for _ in range(BATCH * batches))
    )
    tracemalloc.start()
    count = sum(1 for _ in rows(results, str))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == BATCH * batches
    return peak

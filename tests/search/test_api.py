"""`GET /api/v1/search`: the same numbers as the page and the CSV."""

import csv
import io
import re

import pytest

from search import results
from search.indexing import rebuild
from tests.search.conftest import TODAY, collect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection"), pytest.mark.time_machine(TODAY)]


def get_json(client, address: str, status: int = 200) -> dict:
    response = client.get(f"/api/v1/search?{address}")
    assert response.status_code == status
    return response.json()


def test_a_hit_has_the_fields_of_its_source(client, collection):
    answer = get_json(client, "q=bokbussen&kommun=0301")

    assert answer == {
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "publisher": "Kungliga biblioteket: Träffpunkt biblioteksplaner",
        "valid_on": "2026-11-23",
        "pages": 1,
        "plans": 1,
        "plans_only": 0,
        "explanation": answer["explanation"],
        "hits": [
            {
                "owner": "Alby kommun",
                "owner_code": "0301",
                "plan": collection["alby"].plan_id,
                "plan_title": "Biblioteksplan för Alby 2024–2027",
                "edition": 1,
                "edition_id": collection["alby"].pk,
                "page": 2,
                "unit": "sida",
                "url": "http://testserver/planer/0301-alby/biblioteksplan-2024/1/sida/2/?q=bokbussen",
                "snippet": "<mark>Bokbussen</mark> kör till skolan.",
                "status": "gallande",
                "example": False,
            }
        ],
        "hits_left_out": 0,
        "next": None,
    }


def test_all_pages_of_a_plan_are_hits(client):
    answer = get_json(client, "q=läsfrämjande")

    assert (answer["pages"], answer["plans"], len(answer["hits"]), answer["hits_left_out"]) == (5, 2, 5, 0)


def test_hits_beyond_the_size_of_an_answer_are_counted(client, monkeypatch):
    monkeypatch.setattr(results, "HITS_SIZE", 1)  # the best three of a plan
    answer = get_json(client, "q=läsfrämjande")

    assert (answer["pages"], answer["plans"], len(answer["hits"]), answer["hits_left_out"]) == (5, 2, 4, 1)


def test_a_plan_matched_by_its_owner_alone_is_counted_apart(client):
    answer = get_json(client, "q=Berga")

    assert (answer["pages"], answer["plans"], answer["plans_only"], answer["hits"]) == (0, 0, 1, [])


def test_the_query_analysis_is_explained(client):
    assert "Få sidor har alla ord" in get_json(client, "q=bokbussen+barn")["explanation"]
    assert get_json(client, "q=bokbussen&exakt=1")["explanation"] == "Bara exakta ord."


@pytest.mark.parametrize(
    "address",
    ["q=bokbussen", "q=bokbussen&scope=gallande", "q=bokbussen+barn&sort=newest", "q=läsfrämjande&scope=alla"],
)
def test_page_csv_and_api_count_the_same(client, address):
    for number in range(22):
        collect(f"Ort{number}", "Bokbussen rullar.", "Bokbussen stannar.", code=f"04{number:02d}")
    rebuild()
    pages = get_json(client, address)["pages"]
    rows = csv.reader(io.StringIO(b"".join(client.get(f"/sok/?{address}&format=csv").streaming_content).decode()))

    hits, following = 0, f"/api/v1/search?{address}"
    while following:
        part = client.get(following).json()
        hits, following = hits + len(part["hits"]), part["next"]
    shown, number = 0, 1
    while (html := client.get(f"/sok/?{address}&visa=alla&page={number}")).status_code == 200:
        shown, number = shown + html.content.count(b'data-testid="hit"'), number + 1
    headline = re.search(rb'data-pages="(\d+)"', client.get(f"/sok/?{address}").content)[1]

    assert {pages, hits, shown, int(headline), sum(1 for _ in rows) - 1} == {pages}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("q=" + "a" * 100_000, 400),
        ("q=%00", 400),
        ("page=0", 400),
        ("page=x", 400),
        ("page=1000000000", 400),
        ("q=bokbussen&page=2", 404),
        ("kommun=9999", 400),
        ("scope=nonsens", 400),
        ("source=nonsens", 400),
    ],
)
def test_invalid_parameters_are_refused_with_a_sentence(client, address, status):
    assert list(get_json(client, address, status)) == ["detail"]


def test_the_openapi_schema_is_served(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described["paths"]["/api/v1/search"]["get"]["summary"] == "Search in the plans, down to the page"


def test_only_get_is_allowed(client):
    assert client.post("/api/v1/search").status_code == 405

"""The register: one line for each owner in each role, filtered, and the same as CSV."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from lxml import html

from organisations.models import Organisation

pytestmark = pytest.mark.django_db
THIS_YEAR = dt.date.today().year


@pytest.fixture
def plans(organisations, collect):
    angelholm, gotland = (Organisation.objects.get(code=code) for code in ("1292", "0980"))
    collect(angelholm, THIS_YEAR - 2, THIS_YEAR + 1)
    collect(gotland, THIS_YEAR - 4, THIS_YEAR - 1)


def rows(client, query=""):
    tree = html.fromstring(client.get(f"/planer/?{query}").text)
    return [" ".join(row.text_content().split()) for row in tree.cssselect("[data-testid=register-row] th")]


def test_every_owner_has_a_row_and_gotland_two(client, plans):
    found = rows(client)

    assert len(found) == 290 + 21
    assert [name for name in found if "Gotland" in name] == ["Region Gotland (region)", "Region Gotland (kommun)"]
    assert found[0] == "Region Stockholm"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ängel", ["Ängelholms kommun"]),
        ("q=angel", []),
        ("status=i-kraft", ["Ängelholms kommun"]),
        ("status=utgangen", ["Region Gotland (kommun)"]),
        ("status=utgangen&niva=region", []),
        (f"period={THIS_YEAR + 1}", ["Ängelholms kommun"]),
        ("lan=12&status=gallande", ["Ängelholms kommun"]),
        ("lan=09&niva=region", ["Region Gotland (region)"]),
        ("status=ingen&lan=09", ["Region Gotland (region)"]),
    ],
)
def test_filters(client, plans, query, expected):
    assert rows(client, query) == expected


def test_order_by_name_puts_swedish_letters_last(client, organisations):
    names = rows(client, "sort=namn&niva=kommun")

    assert [names[0], names[-1]] == ["Ale kommun", "Övertorneå kommun"]


def test_csv_has_the_rows_of_the_table(client, plans):
    response = client.get("/planer/?status=i-kraft&format=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))

    assert [row["namn"] for row in found] == ["Ängelholms kommun"]
    assert found[0]["gäller till och med"] == f"{THIS_YEAR + 1}-12-31"
    assert found[0]["adress"] == f"http://testserver/planer/1292-angelholm/plan-{THIS_YEAR - 2}-kommun-1/"


def test_status_follows_the_clock(client, plans):
    with time_machine.travel(dt.datetime(THIS_YEAR + 2, 1, 15, 12, tzinfo=dt.UTC)):
        assert rows(client, "status=i-kraft") == []
        assert rows(client, "status=utgangen&lan=12") == ["Ängelholms kommun"]

"""The register: one line for each owner in each role, filtered, and the same as CSV."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from lxml import html
from openpyxl import load_workbook

from library_plans.models import Decision, Edition
from library_plans.status_periods.sync import rebuild_periods
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
        ("status=i-kraft", ["Ängelholms kommun"]),
        ("status=utgangen", ["Region Gotland (kommun)"]),
        ("status=utgangen&niva=region", []),
        (f"period={THIS_YEAR + 1}", ["Ängelholms kommun"]),
        ("lan=12&status=gallande", ["Ängelholms kommun"]),
        ("lan=09&niva=region", ["Region Gotland (region)"]),
        ("status=ingen&lan=09", ["Region Gotland (region)"]),
        ("aktuell=ja&niva=kommun", ["Region Gotland (kommun)", "Ängelholms kommun"]),
        ("aktuell=nej&lan=09", ["Region Gotland (region)"]),
    ],
)
def test_filters(client, plans, query, expected):
    assert rows(client, query) == expected


def counted(client, query=""):
    tree = html.fromstring(client.get(f"/planer/?{query}").text)
    summary, found = tree.cssselect(".lead")[0], tree.cssselect("[data-testid=register-summary]")[0]
    return " ".join(summary.text_content().split()), " ".join(found.text_content().split())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            "",
            "310 av 310 kommuner och regioner 290 av 290 kommuner, 21 av 21 regioner. "
            "Gotland är båda och räknas en gång.",
        ),
        ("status=i-kraft", "1 av 310 kommuner och regioner 1 av 290 kommuner, 0 av 21 regioner."),
        ("niva=region&status=ingen", "21 av 21 regioner"),
        ("niva=kommun&aktuell=ja", "2 av 290 kommuner"),
        ("lan=12", "34 av 34 kommuner och regioner 33 av 33 kommuner, 1 av 1 region."),
        ("lan=09", "1 av 1 kommun eller region 1 av 1 kommun, 1 av 1 region. Gotland är båda och räknas en gång."),
    ],
)
def test_counts_name_their_unit_and_base(client, plans, query, found):
    assert counted(client, query)[1] == found


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        (
            "",
            "1 av 290 kommuner och 0 av 21 regioner har en plan i kraft som är känd här. "
            "Som KB räknar är planen aktuell i 2 av 290 kommuner och 0 av 21 regioner.",
        ),
        (
            "lan=12",
            "Skåne län: 1 av 33 kommuner och 0 av 1 region har en plan i kraft som är känd här. "
            "Som KB räknar är planen aktuell i 1 av 33 kommuner och 0 av 1 region.",
        ),
        (
            "lan=09&status=ingen",
            "Gotlands län: 0 av 1 kommun och 0 av 1 region har en plan i kraft som är känd här. "
            "Som KB räknar är planen aktuell i 1 av 1 kommun och 0 av 1 region.",
        ),
    ],
)
def test_summary_has_the_figures_of_the_county(client, plans, query, summary):
    assert counted(client, query)[0] == summary


def test_order_by_name_puts_swedish_letters_last(client, organisations):
    names = rows(client, "sort=namn&niva=kommun")

    assert [names[0], names[-1]] == ["Ale kommun", "Övertorneå kommun"]


def table(client, query=""):
    """The rows of the register as dictionaries of header and cell."""
    tree = html.fromstring(client.get(f"/planer/?{query}").text)
    head = [cell.text_content().strip() for cell in tree.cssselect(".register thead th")]
    shown = tree.cssselect("[data-testid=register-row]")
    return [dict(zip(head, (" ".join(cell.text_content().split()) for cell in row), strict=True)) for row in shown]


@pytest.fixture
def successor(plans, collect):
    edition = collect(Organisation.objects.get(code="1292"), THIS_YEAR + 2, THIS_YEAR + 5)
    Decision.objects.filter(plan=edition.plan).update(decided_on=dt.date.today())
    rebuild_periods()
    return edition.plan


def test_columns_of_a_row(client, successor):
    assert table(client, "lan=12&status=gallande") == [
        {
            "Kommun eller region": "Ängelholms kommun",
            "Status": "Gällande",
            "Aktuell (KB)": "ja",
            "Plan": f"Biblioteksplan {THIS_YEAR - 2}–{THIS_YEAR + 1}",
            "Första dag": f"{THIS_YEAR - 2}-01-01",
            "Sista dag": f"{THIS_YEAR + 1}-12-31",
            "Antagen": f"{THIS_YEAR - 3}-11-20 kommunfullmäktige",
            "Antagen efterträdare": f"Biblioteksplan {THIS_YEAR + 2}–{THIS_YEAR + 5}",
        }
    ]


def test_order_by_last_day_puts_those_without_one_last(client, plans):
    found = table(client, "sort=sista-dag&niva=kommun")

    assert [row["Kommun eller region"] for row in found[:3]] == [
        "Region Gotland (kommun)",
        "Ängelholms kommun",
        "Ale kommun",
    ]
    assert {row["Sista dag"] for row in found[2:]} == {""}


NOTE = "Ingen heter som du skrev."


@pytest.mark.parametrize(
    ("name", "expected", "folded"),
    [
        ("ÄNGELHOLM", ["Ängelholms kommun"], False),
        ("angelholm", ["Ängelholms kommun"], True),
        ("habo", ["Habo kommun"], False),
        ("håbo", ["Håbo kommun"], False),
        ("a\u0308ngelholm", ["Ängelholms kommun"], False),
        ("malung sälen", ["Malung-Sälens kommun"], False),
        ("malung-salen", ["Malung-Sälens kommun"], True),
        ("1292", ["Ängelholms kommun"], False),
        ("finnsinte", [], False),
    ],
)
def test_name_filter_folds_as_the_search_does(client, organisations, name, expected, folded):
    tree = html.fromstring(client.get("/planer/", {"q": name}).text)
    names = [" ".join(row.text_content().split()) for row in tree.cssselect("[data-testid=register-row] th")]

    assert (names, NOTE in tree.text_content()) == (expected, folded)


def downloaded(client, query):
    return b"".join(client.get(f"/planer/?{query}").streaming_content)


def test_csv_has_labels_codes_days_source_and_checksum(client, successor):
    text = downloaded(client, "status=i-kraft&format=csv").decode("utf-8-sig")
    edition = Edition.objects.get(plan__starts__year=THIS_YEAR - 2)

    assert list(csv.DictReader(io.StringIO(text))) == [
        {
            "kod": "1292",
            "namn": "Ängelholms kommun",
            "nivåkod": "kommun",
            "nivå": "kommun",
            "länskod": "12",
            "län": "Skåne län",
            "statuskod": "gallande",
            "status": "Gällande",
            "aktuell": "ja",
            "förklaring": f"Gäller till och med 31 december {THIS_YEAR + 1}: antagen av kommunfullmäktige "
            f"20 november {THIS_YEAR - 3} (dnr KS 1/23).",
            "anmärkning": "",
            "plan": f"Biblioteksplan {THIS_YEAR - 2}–{THIS_YEAR + 1}",
            "typkod": "kommunal",
            "typ": "kommunal biblioteksplan",
            "period": f"{THIS_YEAR - 2}–{THIS_YEAR + 1}",
            "gäller från": f"{THIS_YEAR - 2}-01-01",
            "gäller till och med": f"{THIS_YEAR + 1}-12-31",
            "antagen": f"{THIS_YEAR - 3}-11-20",
            "organkod": "kf",
            "beslutad av": "kommunfullmäktige",
            "paragraf": "",
            "dnr": "KS 1/23",
            "efterträdare": f"Biblioteksplan {THIS_YEAR + 2}–{THIS_YEAR + 5}",
            "efterträdarens adress": f"http://testserver{successor.get_absolute_url()}",
            "källa": "https://alby.example/plan",
            "kontrollsumma": edition.sha256,
            "adress": f"http://testserver/planer/1292-angelholm/plan-{THIS_YEAR - 2}-kommun-1/",
            "exempeltext": "",
        }
    ]


def test_csv_for_excel_and_xlsx_have_the_rows_of_the_standard_table(client, plans):
    standard = list(csv.reader(io.StringIO(downloaded(client, "lan=09&format=csv").decode("utf-8-sig"))))
    first, *lines = downloaded(client, "lan=09&format=csv-excel").decode("utf-16").splitlines()
    excel = [[cell.removeprefix('="').removesuffix('"') for cell in row] for row in csv.reader(lines, delimiter=";")]
    book = load_workbook(io.BytesIO(downloaded(client, "lan=09&format=xlsx")))
    cells = [[to_text(value) for value in row] for row in book["Planer"].iter_rows(values_only=True)]

    assert first == "sep=;"
    assert [row[0] for row in standard] == ["kod", "09", "0980"]
    assert excel == cells == standard


def to_text(value):
    return value.date().isoformat() if isinstance(value, dt.datetime) else value or ""


def test_downloads_keep_the_filter(client, organisations):
    links = html.fromstring(client.get("/planer/?lan=09&sort=namn").text).cssselect("[data-testid=download]")

    assert [(link.text, link.get("href")) for link in links] == [
        ("CSV", "?lan=09&sort=namn&format=csv"),
        ("CSV för Excel", "?lan=09&sort=namn&format=csv-excel"),
        ("Excel (XLSX)", "?lan=09&sort=namn&format=xlsx"),
    ]


def test_status_follows_the_clock(client, plans):
    with time_machine.travel(dt.datetime(THIS_YEAR + 2, 1, 15, 12, tzinfo=dt.UTC)):
        assert rows(client, "status=i-kraft") == []
        assert rows(client, "status=utgangen&lan=12") == ["Ängelholms kommun"]

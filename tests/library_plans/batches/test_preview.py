"""Files and lists become rows to look through; nothing is in the register before it is accepted."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library_plans.models import Edition, ImportRow, Plan
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.library_plans.batches.documents import csv_list, plan_file, xlsx_list

FACTS = ("owner_codes", "kind", "title", "decided_on", "body", "section")


def preview(client, batch, query=""):
    return BeautifulSoup(client.get(f"/admin/manga-planer/{batch.pk}/{query}").text, "html.parser")


def warnings(page, number=1):
    return [item.text for item in page.select(f"#rad-{number} li")]


def test_the_text_fills_in_what_nobody_said(editor, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"))
    row = batch.rows.get()
    cells = [
        " ".join(cell.text.split()) for cell in preview(editor, batch).select("#rad-1 > th, #rad-1 dd, #rad-1 > td")
    ]

    assert [str(getattr(row, name)) for name in (*FACTS, "starts", "ends")] == [
        *("1286", "kommunal", "Biblioteksplan för Ystad kommun 2024–2027"),
        *("2023-12-12", "kommunfullmäktige", "§ 181", "2024-01-01", "2027-12-31"),
    ]
    assert [cells[0], *cells[2:8], cells[-2]] == [
        *("1. ystad.html (1 sida)", "Ystads kommun (sida 1)", "kommunal biblioteksplan (sida 1)"),
        *("Biblioteksplan för Ystad kommun 2024–2027 (sida 1)", "2024-01-01 (sida 1)", "2027-12-31 (sida 1)"),
        *("2023-12-12 (sida 1)", "Inga frågetecken"),
    ]
    assert (Plan.all_objects.count(), Edition.all_objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "plan_list",
    [
        csv_list("Filnamn;Kommun;Plantyp;Giltig från;Giltig till", "YSTAD.html;Lund;kommunal biblioteksplan;2020;2023"),
        csv_list(
            "Filnamn,Kommun,Plantyp,Start,Slut", "ystad.html,1281,kommunal,2020-01-01,31/12 2023", encoding="utf-8-sig"
        ),
        xlsx_list([("Fil", "Kommun", "Typ", "Från", "Till"), ("ystad.html", 1281, "Kommunal", 2020, 2023)]),
    ],
    ids=["semicolons", "commas and a mark", "spreadsheet"],
)
def test_the_list_goes_before_the_text_and_the_difference_is_a_doubt(editor, batch_of, plan_list):
    batch = batch_of(plan_file("ystad.html", "Ystad"), plan_list=plan_list)
    row = batch.rows.get()

    assert [str(value) for value in (row.owner_codes, row.kind, row.starts, row.ends)] == [
        *("1281", "kommunal", "2020-01-01", "2023-12-31"),
    ]
    assert warnings(preview(editor, batch)) == [
        "Ägare: texten har Ystads kommun (sida 1).",
        "Första dag: texten har 2024-01-01 (sida 1).",
        "Sista dag: texten har 2027-12-31 (sida 1).",
    ]


def test_files_that_are_there_already_are_marked(editor, batch_of):
    known = plan_file("lund.html", "Lund")
    plan = OwnedPlanFactory(title="Lunds plan", owner__organisation__name="Skånes bibliotek")
    EditionFactory(plan=plan, content=known.read())
    known.seek(0)
    page = preview(editor, batch_of(plan_file("a.html", "Ystad"), plan_file("b.html", "Ystad"), known))

    assert warnings(page, 1) == []
    assert warnings(page, 2) == ["Samma fil som rad 1."]
    assert warnings(page, 3) == [f"Filen finns redan i registret: Lunds plan ({plan.owner_names})."]


def test_a_plan_for_the_same_days_is_marked(editor, batch_of, organisations):
    from organisations.models import Organisation

    ystad = Organisation.objects.get(code="1286")
    OwnedPlanFactory(title="Samma plan", owner__organisation=ystad)
    OwnedPlanFactory(title="Äldre plan", starts="2021-01-01", ends="2024-06-30", owner__organisation=ystad)
    page = preview(editor, batch_of(plan_file("ystad.html", "Ystad"), plan_file("igen.html", "Ystad", decided="")))

    assert warnings(page) == [
        "Det blir ännu en fil till en plan som finns i registret: Samma plan.",
        "Ystads kommun har redan en plan av det här slaget för en del av de här dagarna: Äldre plan.",
    ]
    assert warnings(page, 2)[-1] == "Rad 1 gäller samma plan."


MISSING = "Filen har inte skickats in."
KINDS = "kommunal, regional, skolbiblioteksplan, strategi, kulturplan, tillagg"
UNUSABLE = {
    "saknas.html;Ystad;kommunal;2024": [MISSING],
    "../ystad.html;Ystad;kommunal;2024": ["Filen ligger utanför samlingens mapp: ../ystad.html", MISSING],
    "/etc/passwd;Ystad;kommunal;2024": ["Filen ligger utanför samlingens mapp: /etc/passwd", MISSING],
    "saknas.html;Blåkulla;kommunal;2024": ["Ingen organisation heter Blåkulla.", MISSING],
    "saknas.html;9999;kommunal;2024": [MISSING, "Ingen organisation har koden 9999."],
    "saknas.html;Ystad;påhittad;2024": [f"Okänd plantyp: påhittad. Det finns {KINDS}.", MISSING],
    "saknas.html;Ystad;kommunal;=1+1": ["Första dag är inget datum (ÅÅÅÅ-MM-DD): =1+1", MISSING],
}


@pytest.mark.parametrize(("cells", "expected"), UNUSABLE.items())
def test_a_line_that_cannot_be_used_says_why(editor, batch_of, cells, expected):
    batch = batch_of(plan_file("mora.html", "Mora"), plan_list=csv_list("fil;ägare;plantyp;start", cells))

    assert warnings(preview(editor, batch), 2) == expected
    assert batch.rows.get(position=2).cells["owner_codes"] == cells.split(";")[1]


def test_a_file_that_was_missing_goes_to_the_row_that_waits_for_it(send, batch_of):
    batch = batch_of(plan_list=csv_list("fil;ägare", "ystad.html;Lund"))

    send(f"{batch.pk}/fler-filer/", documents=[plan_file("ystad.html", "Ystad"), plan_file("mora.html", "Mora")])

    found = batch.rows.order_by("position").values_list("position", "original_name", "owner_codes", "state")
    assert list(found) == [(1, "ystad.html", "1281", "text"), (2, "mora.html", "2062", "text")]


def test_the_preview_costs_the_same_with_three_rows_as_with_one(editor, batch_of):
    towns = ("Ystad", "Lund", "Mora")
    for plan in (f"plan {town}" for town in towns):
        OwnedPlanFactory(title=plan)
    batches = [batch_of(plan_file("a.html", "Ystad")), batch_of(*(plan_file(f"{town}.html", town) for town in towns))]
    preview(editor, batches[0])
    counts = []
    for batch in batches:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            preview(editor, batch)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_page_has_fifty_rows(editor, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"))
    ImportRow.objects.bulk_create(ImportRow(batch=batch, position=n, original_name="x") for n in range(2, 61))

    assert [len(preview(editor, batch, query).select(".batch-rows tbody tr")) for query in ("", "?p=2")] == [50, 10]

"""A list that cannot be used is refused with a sentence, and nothing is kept of it."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from library_plans.batches.columns import COLUMNS, guess_columns
from library_plans.importer.tables import read_table
from library_plans.models import ImportBatch
from tests.library_plans.batches.documents import csv_list, plan_file, xlsx_list

SHEET = "xl/worksheets/sheet1.xml"


def tampered(part, content):
    """An XLSX file with another content in one of its parts."""
    sound, result = zipfile.ZipFile(BytesIO(xlsx_list([("fil", "ägare"), ("a.html", "Ystad")]).read())), BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sound.namelist():
            package.writestr(name, content if name == part else sound.read(name))
    return SimpleUploadedFile("lista.xlsx", result.getvalue())


def bomb():
    """A sheet with a text of 100 MB, packed into 100 kB."""
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = b'<worksheet xmlns="' + namespace + b'"><sheetData><row><c t="inlineStr"><is><t>'
    return tampered(SHEET, head + b"a" * 100_000_000 + b"</t></is></c></row></sheetData></worksheet>")


def csv_columns():
    return csv_list(";".join(map(str, range(1000))), "a.html")


DAMAGED = "Listan lista.xlsx är skadad eller ingen XLSX-fil."
ENCODED = "Listan lista.csv är inte i UTF-8. Spara den som XLSX eller som ”CSV UTF-8”."
UNUSABLE = {
    "columns": (csv_columns, "Listan lista.csv har mer än 100 kolumner."),
    "columns of a sheet": (lambda: xlsx_list([range(1000), "a"]), "Listan lista.xlsx har mer än 100 kolumner."),
    "rows": (lambda: csv_list("fil", *["a"] * 1001), "Listan har mer än 1000 rader. Dela upp den."),
    "very many rows": (lambda: csv_list("fil", *["a"] * 5001), "Listan lista.csv har mer än 5000 rader."),
    "size": (lambda: csv_list("fil", "a" * 6_000_000), "Listan lista.csv är större än 5 MB."),
    "encoding": (lambda: csv_list("fil;ägare", "a.html;Ängelholm", encoding="cp1252"), ENCODED),
    "header alone": (lambda: csv_list("fil;ägare"), "Listan har en rubrikrad men inga rader under den."),
    "blank": (lambda: csv_list(" ", ";;"), "Listan lista.csv är tom."),
    "no sheet": (lambda: csv_list("fil;ägare", "a;b", name="lista.xlsx"), DAMAGED),
    "broken sheet": (lambda: tampered(SHEET, b"<worksheet><sheetData><row>"), DAMAGED),
    "bomb": (bomb, "Listan lista.xlsx är för stor för att läsas."),
}


@pytest.mark.parametrize(("plan_list", "sentence"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_list_that_cannot_be_used_is_refused(send, plan_list, sentence):
    response = send("ny/", plan_list=plan_list(), documents=[plan_file("a.html", "Ystad")])

    assert response.context["form"].errors == {"plan_list": [sentence]}
    assert ImportBatch.objects.count() == 0


def test_a_sheet_gives_texts_days_and_the_last_values_of_formulas(tmp_path):
    import datetime as dt

    path = tmp_path / "lista.xlsx"
    row = ("å", 380, 2024.0, 1.5, dt.date(2024, 1, 2), dt.datetime(2024, 1, 2, 3), None, "=1+1", "x")
    path.write_bytes(xlsx_list([("a",), row, (), (None, " ")]).read())

    assert read_table(path, path.name) == [
        ["a"],
        ["å", "380", "2024", "1.5", "2024-01-02", "2024-01-02", "", "", "x"],
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ([str(label) for label in COLUMNS.values()], dict(zip(COLUMNS, range(len(COLUMNS)), strict=True))),
        (list(COLUMNS), dict(zip(COLUMNS, range(len(COLUMNS)), strict=True))),
        (
            ["Nr", "Kommunkod", "Antagen av", "Antagen", "Filnamn"],
            {"file": 4, "owner_codes": 1, "body": 2, "decided_on": 3},
        ),
        (["", "x", "x"], {}),
    ],
    ids=["template", "codes", "of others", "nothing"],
)
def test_columns_are_guessed_from_the_header(header, expected):
    assert guess_columns(header) == expected


def test_a_column_is_chosen_once_and_that_of_the_file_always(send):
    send("ny/", plan_list=csv_list("a;b", "1;2"))
    batch = ImportBatch.objects.get()

    response = send(f"{batch.pk}/kolumner/", title="0", kind="0")

    assert {name: len(errors) for name, errors in response.context["form"].errors.items()} == {"file": 1, "title": 1}
    assert batch.rows.count() == 0

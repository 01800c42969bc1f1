"""XLSX downloads: texts stay texts, days are days, and the book opens."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from delivery.csv_export import Code
from delivery.xlsx_export import MEDIA_TYPE, xlsx_response

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "=1+1", "#N/A", "＝1+1"]


def opened(rows, header=("kod", "värde")):
    response = xlsx_response("planer.xlsx", "Planer", header, rows, [8, 20])
    return load_workbook(io.BytesIO(b"".join(response)))["Planer"], response


def test_codes_are_text_and_days_are_days():
    sheet, response = opened([(Code("0380"), dt.date(2026, 1, 2)), ("01", 7), ("", None)])

    assert [[one.value for one in row] for row in sheet.iter_rows(max_row=3)] == [
        ["kod", "värde"],
        ["0380", dt.datetime(2026, 1, 2)],
        ["01", 7],
    ]
    assert [one.data_type for one in sheet["A"]][:3] == ["s", "s", "s"]
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:B4", True)
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        MEDIA_TYPE,
        'attachment; filename="planer.xlsx"',
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula(text):
    sheet, _response = opened([("x", text)])

    assert (sheet["B2"].value, sheet["B2"].data_type) == (text, "s")


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x00b\x0bc", "ab c"), ("ett\ttvå\ntre", "ett två tre"), ("x" * 40_000, "x" * 32_767)]
)
def test_text_that_a_sheet_cannot_hold_is_mended(text, shown):
    assert opened([("x", text)])[0]["B2"].value == shown


def test_the_etag_depends_on_the_cells():
    first, again, other = (opened([("x", value)])[1]["ETag"] for value in ("1", "1", "2"))

    assert (first == again, first == other) == (True, False)

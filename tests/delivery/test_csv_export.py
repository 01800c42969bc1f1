"""CSV downloads: safe in a spreadsheet, complete, and with an ETag."""

import datetime as dt

import pytest

from delivery import csv_export
from delivery.csv_export import EXCEL, Code, csv_response, defuse


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", "\t", "\r\n", "\u2028"])
def test_a_cell_that_begins_as_a_formula_is_defused(sign, before):
    assert defuse(f"{before}{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("gap", ["\t", "\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\t\n\t"])
def test_a_cell_has_neither_tabs_nor_line_breaks(gap):
    assert defuse(f"{gap}ett{gap}två{gap}") == "ett två"


def test_the_table_for_excel_names_its_separator_and_keeps_codes_as_text():
    rows = [(Code("0380"), "Göteborg; öst", dt.date(2026, 1, 2)), (Code("=1"), "0380", None)]

    response = csv_response("a.csv", ["kod", "namn", "dag"], rows, EXCEL)

    assert response["Content-Type"] == "text/csv; charset=utf-16"
    assert b"".join(response).decode("utf-16") == (
        'sep=;\r\nkod;namn;dag\r\n"=""0380""";"Göteborg; öst";2026-01-02\r\n\'=1;0380;\r\n'
    )


def test_the_standard_table_has_codes_as_they_are():
    assert b"".join(csv_response("a.csv", ["kod"], [(Code("0380"),)])).decode("utf-8-sig") == "kod\r\n0380\r\n"


@pytest.mark.parametrize("cell", ["", "1=1", "Alby", "2024-01-01", " =1", "a|b", None, -5, -0.5, True])
def test_any_other_cell_stays_as_it_is(cell):
    assert defuse(cell) == cell


@pytest.mark.parametrize("memory", [10, 1_000_000], ids=["on disk", "in memory"])
def test_a_table_has_its_length_and_its_name(monkeypatch, memory):
    monkeypatch.setattr(csv_export, "MAX_MEMORY", memory)

    response = csv_response("sök.csv", ["ägare", "antal"], [("Alby", 1), ("=x", None)])

    content = b"".join(response)
    assert content.decode() == "\ufeffägare,antal\r\nAlby,1\r\n'=x,\r\n"
    assert (response["Content-Length"], response["Content-Type"], response["Content-Disposition"]) == (
        str(len(content)),
        "text/csv; charset=utf-8",
        "attachment; filename*=utf-8''s%C3%B6k.csv",
    )


def test_the_etag_depends_on_the_rows():
    first, again, other = (csv_response("a.csv", ["a"], [(value,)])["ETag"] for value in (1, 1, 2))

    assert (first == again, first == other) == (True, False)


def test_an_error_in_a_row_gives_no_partial_table():
    def rows():
        yield (1,)
        raise OSError("the search server is away")

    with pytest.raises(OSError, match="away"):
        csv_response("a.csv", ["a"], rows())

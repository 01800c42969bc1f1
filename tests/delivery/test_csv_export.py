"""CSV downloads: safe in a spreadsheet, complete, and with an ETag."""

import pytest

from delivery import csv_export
from delivery.csv_export import csv_response, defuse


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_a_cell_that_begins_as_a_formula_is_defused(sign):
    assert defuse(f"{sign}1+1") == f"'{sign}1+1"


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

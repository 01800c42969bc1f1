"""XLSX downloads: one sheet, written row by row, in which texts are texts and never formulas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from delivery.csv_export import MAX_MEMORY, one_line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_TEXT = 32_767  # characters of a cell, the most that Excel reads
HEADING = Font(bold=True)
TEXT = "s"  # openpyxl's type of a cell with text


def xlsx_response(
    filename: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> FileResponse:
    """The table as a download; dates and numbers are cells of their kind, all else is text, codes among it.

    `widths` are those of the columns, in characters. The book is whole before the first byte is sent.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    digest, last = hashlib.sha256(), 1
    sheet.append([cell(sheet, text, font=HEADING) for text in header])
    for row in rows:
        last += 1
        digest.update(repr(row).encode())
        sheet.append([cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{last}"
    table = SpooledTemporaryFile(max_size=MAX_MEMORY)  # noqa: SIM115 - closed with the response
    book.save(table)
    table.seek(0)
    response = FileResponse(table, as_attachment=True, filename=filename, content_type=MEDIA_TYPE)
    response["ETag"] = f'W/"{digest.hexdigest()}"'  # of the cells: the file holds the time at which it was made
    return response


def cell(sheet: Any, value: Any, font: Font | None = None) -> Any:
    """A cell; openpyxl itself would take a text that begins with an equals sign for a formula."""
    if value is None or isinstance(value, int | float | date):
        return WriteOnlyCell(sheet, value)
    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", one_line(str(value)))[:MAX_TEXT])
    made.data_type = TEXT
    if font:
        made.font = font
    return made

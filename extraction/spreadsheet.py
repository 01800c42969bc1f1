"""Reads the first sheet of an XLSX file, in a limited child process: it may be broken, hostile or a bomb."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

TABLE_FILE = "table.jsonl"


def read_sheet(scratch: Path, file: str, most_rows: int, most_columns: int) -> None:
    """Write a JSON list of texts a row to `TABLE_FILE`, with one row and one column beyond what is asked for at most.

    A formula gives the value that was last computed. A file that is no spreadsheet ends the child with an error.
    """
    unfinished = scratch / (TABLE_FILE + ".part")
    with Path(file).open("rb") as source, unfinished.open("w", encoding="utf-8") as table:
        sheet = load_workbook(source, read_only=True, data_only=True, keep_links=False).worksheets[0]
        for row in sheet.iter_rows(max_row=most_rows + 1, max_col=most_columns + 1, values_only=True):
            table.write(json.dumps(list(texts(row)), ensure_ascii=False) + "\n")
    unfinished.rename(scratch / TABLE_FILE)


def texts(row: tuple[Any, ...]) -> Iterator[str]:
    """The cells as they are read in a list: days as 2026-11-23, whole numbers without decimals."""
    for value in row:
        if isinstance(value, datetime):
            yield value.date().isoformat()
        elif isinstance(value, date):
            yield value.isoformat()
        elif isinstance(value, float) and value.is_integer():
            yield str(int(value))
        else:
            yield "" if value is None else str(value).encode("utf-8", "replace").decode().replace("\0", " ")

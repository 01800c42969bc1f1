"""Reads a list of plans as a table of texts: CSV in UTF-8, or the first sheet of an XLSX file."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from extraction.sandbox import ExitStatus, Limits, run_limited
from extraction.spreadsheet import TABLE_FILE, read_sheet

MAX_BYTES = 5 * 1024**2
MAX_ROWS = 5_000
MAX_COLUMNS = 100
LIMITS = Limits(memory=512 * 1024**2, cpu=20, wall=30, file_size=4 * MAX_BYTES)
SCRATCH_PREFIX = "reading-"

Table = list[list[str]]


class TableError(Exception):
    """The list cannot be used; the message is a sentence for the user."""


def read_table(path: Path, name: str) -> Table:
    """The rows of a list with a header, texts without blanks around them; empty rows are left out.

    Raises:
        TableError: Too large, not UTF-8, no list or no row.
    """
    if path.stat().st_size > MAX_BYTES:
        raise TableError(_("The list %(name)s is larger than %(most)d MB.") % {"name": name, "most": MAX_BYTES >> 20})
    rows = read_xlsx(path, name) if name.casefold().endswith(".xlsx") else read_csv(path, name)
    found = [stripped for row in rows if any(stripped := [cell.strip() for cell in row])]
    if not found:
        raise TableError(_("The list %(name)s is empty.") % {"name": name})
    if len(found) > MAX_ROWS + 1:
        raise TableError(_("The list %(name)s has more than %(most)d rows.") % {"name": name, "most": MAX_ROWS})
    if max(map(len, found)) > MAX_COLUMNS:
        raise TableError(_("The list %(name)s has more than %(most)d columns.") % {"name": name, "most": MAX_COLUMNS})
    return found


def read_csv(path: Path, name: str) -> Table:
    """The separator is what the first line has most of: comma, semicolon or tab."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            _("The list %(name)s is not in UTF-8. Save it as XLSX, or as “CSV UTF-8”.") % {"name": name}
        ) from error
    first = text.lstrip().partition("\n")[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count)))
    except csv.Error as error:
        raise TableError(_("The list cannot be parsed: %(error)s.") % {"error": error}) from error


def read_xlsx(path: Path, name: str) -> Table:
    with tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX) as folder:
        scratch = Path(folder)
        most = (MAX_ROWS + 1, MAX_COLUMNS)
        ending = run_limited(read_sheet, scratch, str(path), *most, readable=[path], limits=LIMITS)
        table = scratch / TABLE_FILE
        if ending is ExitStatus.COMPLETED and table.exists():
            with table.open(encoding="utf-8") as lines:
                return [trimmed(json.loads(line)) for line in lines]
    if ending is ExitStatus.CRASHED:
        raise TableError(_("The list %(name)s is damaged, or no XLSX file.") % {"name": name})
    if ending is ExitStatus.INTERRUPTED:
        raise TableError(_("The server is too busy to read the list now. Try again in a while."))
    raise TableError(_("The list %(name)s is too large to be read.") % {"name": name})


def trimmed(row: list[str]) -> list[str]:
    """The row without the empty cells at its end, which a sheet may have any number of."""
    while row and not row[-1].strip():
        row.pop()
    return row

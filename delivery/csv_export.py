"""CSV downloads, written row by row, beyond 1 MB to a temporary file, so that memory does not grow with the rows.

There are two ways to write a table, and nowhere else is a separator chosen: `STANDARD` for programs, and `EXCEL`, which
a Swedish Excel opens with a double click. Excel takes the separator from `sep=;`, but then no longer heeds the mark of
UTF-8 and spoils å, ä and ö; the one of UTF-16 it does.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the text for another encoding
# What a spreadsheet takes for the beginning of a formula, as it is, full width, or after characters that it skips.
# defusedcsv was tried: it lets tab and CR through, and writes "|" as "\\|".
FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
LINE_BREAKS_AND_TABS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
MAX_MEMORY = 1024 * 1024  # bytes; a larger table waits on disk


class Code(str):
    """A code of digits, such as 0380, which a spreadsheet must not take for a number."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CsvDialect:
    """How a table is written; with `codes_as_formulas`, a `Code` is `="0380"`, the text 0380 to a spreadsheet."""

    separator: str
    encoding: str
    charset: str
    first_line: str = ""
    codes_as_formulas: bool = False


STANDARD = CsvDialect(",", "utf-8", "utf-8")
EXCEL = CsvDialect(";", "utf-16-le", "utf-16", first_line="sep=;\r\n", codes_as_formulas=True)


class Echo:
    """A file for `csv.writer` that returns what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence[Any]], dialect: CsvDialect = STANDARD
) -> FileResponse:
    """The table as a download, with its length and an ETag of its bytes.

    The table is whole before the first byte is sent: an error on the way gives an error page, never half a table.
    """
    table = SpooledTemporaryFile(max_size=MAX_MEMORY)  # noqa: SIM115 - closed with the response
    digest = hashlib.sha256()
    for line in lines(header, rows, dialect):
        encoded = line.encode(dialect.encoding)
        digest.update(encoded)
        table.write(encoded)
    size = table.tell()
    table.seek(0)
    # A server that asks for the file's number, to send it by itself, would have a small table put on disk too.
    content = table if size > MAX_MEMORY else BytesIO(table.read())
    response = FileResponse(
        content, as_attachment=True, filename=filename, content_type=f"text/csv; charset={dialect.charset}"
    )
    response["ETag"] = f'"{digest.hexdigest()}"'
    return response


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]], dialect: CsvDialect = STANDARD) -> Iterator[str]:
    """The table as text, line by line, its cells defused."""
    writer = csv.writer(Echo(), delimiter=dialect.separator)
    yield BYTE_ORDER_MARK + dialect.first_line + writer.writerow(map(defuse, header))
    for row in rows:
        yield writer.writerow([written(cell, dialect) for cell in row])


def written(cell: Any, dialect: CsvDialect) -> Any:
    """The cell as it is written: a code of digits survives in a spreadsheet, all else is defused."""
    if dialect.codes_as_formulas and isinstance(cell, Code) and cell.isdecimal():
        return f'="{cell}"'
    return defuse(cell)


def defuse(cell: Any) -> Any:
    """The cell on one line, with an apostrophe before it where a spreadsheet would take it for a formula.

    Numbers stay as they are.
    """
    if cell is None or isinstance(cell, int | float):
        return cell
    text = one_line(str(cell))
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def one_line(text: str) -> str:
    """The text with a space for each run of tabs and line breaks, and without any at its ends."""
    return LINE_BREAKS_AND_TABS.sub(" ", LINE_BREAKS_AND_TABS.sub("\n", text).strip("\n"))

"""CSV downloads, written row by row, beyond 1 MB to a temporary file, so that memory does not grow with the rows."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the text for another encoding
# What a spreadsheet takes for the beginning of a formula, as it is, full width, or after characters that it skips.
# defusedcsv was tried: it lets tab and CR through, and writes "|" as "\\|".
FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
MAX_MEMORY = 1024 * 1024  # bytes; a larger table waits on disk


class Echo:
    """A file for `csv.writer` that returns what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """Comma-separated UTF-8 as a download, with its length and an ETag of its bytes.

    The table is whole before the first byte is sent: an error on the way gives an error page, never half a table.
    """
    table = SpooledTemporaryFile(max_size=MAX_MEMORY)  # noqa: SIM115 - closed with the response
    digest = hashlib.sha256()
    for line in lines(header, rows):
        encoded = line.encode()
        digest.update(encoded)
        table.write(encoded)
    size = table.tell()
    table.seek(0)
    # A server that asks for the file's number, to send it by itself, would have a small table put on disk too.
    content = table if size > MAX_MEMORY else BytesIO(table.read())
    response = FileResponse(content, as_attachment=True, filename=filename, content_type="text/csv; charset=utf-8")
    response["ETag"] = f'"{digest.hexdigest()}"'
    return response


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table as text, line by line, its cells defused."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(map(defuse, header))
    for row in rows:
        yield writer.writerow(map(defuse, row))


def defuse(cell: Any) -> Any:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay."""
    if cell is None or isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text

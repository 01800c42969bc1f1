"""Parts of files (RFC 9110, 14): a browser that plays a film asks for a range of it, and Safari plays none without."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from whitenoise.responders import SlicedFile

ONE_RANGE = re.compile(r"bytes=\s*(?P<first>\d{0,18})-(?P<last>\d{0,18})\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The first and the last byte that are sent, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @classmethod
    def parse(cls, first: str, last: str, size: int) -> ByteRange | None:
        """The bytes of a file of `size` bytes that a header asks for; None when the file has none of them.

        Raises:
            ValueError: No range: both ends are missing, or it ends before it begins.
        """
        if not first:
            length = int(last)
            return cls(max(0, size - length), size - 1) if length and size else None
        start = int(first)
        if last and int(last) < start:
            raise ValueError(f"{first}-{last}")
        return cls(start, min(int(last), size - 1) if last else size - 1) if start < size else None


def with_ranges(request: HttpRequest, whole: FileResponse) -> HttpResponseBase:
    """The whole file, 206 with the range asked for, or 416 for one outside the file.

    Several ranges, other units and what cannot be read are answered by the whole file, as RFC 9110 (14.2) allows.
    """
    whole["Accept-Ranges"] = "bytes"
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or asked is None or not is_current(request.headers.get("If-Range"), whole.get):
        return whole
    size = int(whole["Content-Length"])
    try:
        wanted = ByteRange.parse(asked["first"], asked["last"], size)
    except ValueError:
        return whole
    return partial_content(whole, wanted, size) if wanted else range_not_satisfiable(whole, size)


def is_current(if_range: str | None, header: Callable[[str], str | None]) -> bool:
    """Whether the reader's earlier part is of this very file (RFC 9110, 13.1.5): weak tags never are."""
    if if_range is None:
        return True
    return not if_range.startswith("W/") and if_range in {header("ETag"), header("Last-Modified")}


def partial_content(whole: FileResponse, wanted: ByteRange, size: int) -> FileResponse:
    """206: the range with the headers of the whole response."""
    response = FileResponse(SlicedFile(whole.file_to_stream, wanted.first, wanted.last), status=206)
    for name, value in whole.items():
        response[name] = value
    response["Content-Range"] = f"bytes {wanted.first}-{wanted.last}/{size}"
    response["Content-Length"] = str(wanted.length)
    return response


def range_not_satisfiable(whole: FileResponse, size: int) -> HttpResponse:
    """416, with the file's size."""
    if whole.file_to_stream is not None:
        whole.file_to_stream.close()
    response = HttpResponse(status=416)
    response["Content-Range"] = f"bytes */{size}"
    return response

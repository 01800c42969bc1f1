"""Documents by parts: a browser that plays a film asks for a stretch of it, and Safari plays none without."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.documents.views.serve import serve
from whitenoise.responders import SlicedFile

Stretch = tuple[int, int]  # first and last byte, both sent

UNKNOWN = {"Content-Encoding": "None", "ETag": '""'}  # what Wagtail writes where it knows of none
ONE_RANGE = re.compile(r"bytes=\s*(?P<first>\d{0,18})-(?P<last>\d{0,18})\s*", re.ASCII | re.IGNORECASE)


def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Wagtail's answer with its checks, hooks and headers; 206 with the part asked for, 416 for one outside the file.

    Several ranges, other units and what cannot be read are answered by the whole file, as RFC 9110 (14.2) allows.
    """
    answer = serve(request, document_id, filename)
    if answer.status_code != 200 or not isinstance(answer, FileResponse):
        return answer
    for name, value in UNKNOWN.items():
        if answer.get(name) == value:
            del answer[name]
    answer["Accept-Ranges"] = "bytes"
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or asked is None or not is_current(request.headers.get("If-Range"), answer.get):
        return answer
    size = int(answer["Content-Length"])
    try:
        stretch = stretch_of(asked["first"], asked["last"], size)
    except ValueError:
        return answer
    return part(answer, stretch, size) if stretch else outside(answer, size)


def is_current(if_range: str | None, header: Callable[[str], str | None]) -> bool:
    """Whether the reader's earlier part is of this very file (RFC 9110, 13.1.5): weak tags never are."""
    if if_range is None:
        return True
    return not if_range.startswith("W/") and if_range in {header("ETag"), header("Last-Modified")}


def stretch_of(first: str, last: str, size: int) -> Stretch | None:
    """The bytes of a file of `size` bytes; None when it has none of them.

    Raises:
        ValueError: No range: both ends are missing, or it ends before it begins.
    """
    if not first:
        length = int(last)
        return (max(0, size - length), size - 1) if length and size else None
    start = int(first)
    if last and int(last) < start:
        raise ValueError(f"{first}-{last}")
    return (start, min(int(last), size - 1) if last else size - 1) if start < size else None


def part(whole: FileResponse, stretch: Stretch, size: int) -> FileResponse:
    """The stretch with the headers of the whole answer."""
    start, end = stretch
    answer = FileResponse(SlicedFile(whole.file_to_stream, start, end), status=206)
    for name, value in whole.items():
        answer[name] = value
    answer["Content-Range"] = f"bytes {start}-{end}/{size}"
    answer["Content-Length"] = str(end - start + 1)
    return answer


def outside(whole: FileResponse, size: int) -> HttpResponse:
    """The refusal, with the size by which the reader may ask again."""
    if whole.file_to_stream is not None:
        whole.file_to_stream.close()
    answer = HttpResponse(status=416)
    answer["Content-Range"] = f"bytes */{size}"
    return answer

"""Responses with a stored file: from any storage, with ETag and ranges, sandboxed in the browser."""

from __future__ import annotations

from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from delivery.range_requests import with_ranges

# What was uploaded or collected may hold scripts; a browser must neither run them nor guess another type.
SANDBOX = "sandbox"


def file_response(
    request: HttpRequest, file: File, *, tag: str, content_type: str, name: str = "", attachment: bool = False
) -> HttpResponseBase:
    """The file, a range of it, or 304 for a client that has it. `tag` changes with the bytes; `name` is for saving it.

    Raises:
        Http404: The storage has no such file.
    """
    etag = f'"{tag}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=attachment, filename=name, content_type=content_type)
    response["ETag"] = etag
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return with_ranges(request, response)

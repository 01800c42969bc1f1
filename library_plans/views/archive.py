"""The archive of open data as a download, with its checksum."""

from __future__ import annotations

import base64

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from delivery.file_response import file_response
from library_plans.models import OpenDataArchive
from library_plans.open_data.archive import current_archive

NAME = "biblioteksplaner.zip"


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    """The newest archive, with its day and checksum (`Repr-Digest`, RFC 9530); 404 while none may be shown."""
    found = archive_or_404()
    response = file_response(
        request, found.file, tag=found.sha256, content_type="application/zip", name=NAME, attachment=True
    )
    digest = base64.b64encode(bytes.fromhex(found.sha256)).decode()
    response["Repr-Digest"] = f"sha-256=:{digest}:"
    response["Last-Modified"] = http_date(found.made_at.timestamp())
    return response


@require_safe
def checksum(request: HttpRequest) -> HttpResponse:
    """The checksum as a line for `sha256sum --check`."""
    return HttpResponse(f"{archive_or_404().sha256}  {NAME}\n", content_type="text/plain; charset=utf-8")


def archive_or_404() -> OpenDataArchive:
    found = current_archive()
    if found is None:
        raise Http404
    return found

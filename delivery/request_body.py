"""What may be sent: by readers short forms without files, by editors what there is room for on the disk.

So is a file of whoever is signed in, or has come by a link, at the forms that take one.

Other bodies are refused before they are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

from delivery.content_security_policy import ADMIN
from delivery.disk_space import has_room

FORM_MAX_BYTES = 128 * 1024  # the longest form, percent-encoded, fits several times
GUEST_KEY = "guest"  # in the session of somebody who has come by a link and has no account
COPIES = 2  # of a file: as it comes in, and in its place


class FileRefused(MultiPartParserError, BadRequest):
    """A form with a file. Django takes it as empty after an error of the parser, so the error page can be made."""


class RefusingUploadHandler(FileUploadHandler):
    """Ends the parsing of a form with status 400 where a file begins."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise FileRefused(_("Files are not taken here."))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class RequestBodyMiddleware:
    """Answers 413 to a body that is too large and 400 to a form with files, but for those who may send files.

    To these it answers 507 when a large body would leave too little room on the disk.

    Stands behind the middleware that knows the user, and in front of whatever reads the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = content_length(request)
        if not length:
            return self.get_response(request)
        if not may_send_files(request):
            if length > FORM_MAX_BYTES:
                return render(request, "413.html", status=413)
            request.upload_handlers = [RefusingUploadHandler(request)]
        elif length > FORM_MAX_BYTES and not has_room(COPIES * length):
            return render(request, "507.html", status=507)
        return self.get_response(request)


def content_length(request: HttpRequest) -> int:
    """As Django reads it: what is no number is a request without a body."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def may_send_files(request: HttpRequest) -> bool:
    """Whether the request comes from an editor in the admin, or from somebody known at a form that takes files."""
    if request.path.startswith(ADMIN):
        return request.user.has_perm("wagtailadmin.access_admin")
    if not re.match(settings.FILE_FORM_PATHS, request.path):
        return False
    return request.user.is_authenticated or GUEST_KEY in request.session

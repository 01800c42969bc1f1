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
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

from delivery.content_security_policy import ADMIN
from delivery.disk_space import has_room

FORM_MAX_BYTES = 128 * 1024  # the longest form, percent-encoded, fits several times
GUEST_KEY = "guest"  # in the session of somebody who has come by a link and has no account
SKIPPED_FILES = "traffpunkt.skipped_files"  # in the environ of a request whose files were left out
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


class SkippingUploadHandler(RefusingUploadHandler):
    """Keeps what was typed in a form and leaves its files out; `request.META[SKIPPED_FILES]` has their names."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        self.request.META.setdefault(SKIPPED_FILES, []).append(file_name)  # type: ignore[union-attr]
        raise SkipFile


class RequestBodyMiddleware:
    """Answers 413 to a body that is too large and 400 to a form with files, but for those who may send files.

    To these it answers 507 when a large body would leave too little room on the disk. Whoever is not known any more
    at a form that takes files is told to sign in: the view keeps what was typed, if it is short enough to be read.

    Stands behind the middleware that knows the user, and in front of whatever reads the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = content_length(request)
        if not length:
            return self.get_response(request)
        if not may_send_files(request):
            takes_files = is_file_form(request)
            if length > FORM_MAX_BYTES:
                return render(request, "signed_out.html" if takes_files else "413.html", status=413)
            request.upload_handlers = [(SkippingUploadHandler if takes_files else RefusingUploadHandler)(request)]
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
    return is_file_form(request) and (request.user.is_authenticated or GUEST_KEY in request.session)


def is_file_form(request: HttpRequest) -> bool:
    """Whether the address is one of a form that takes files of people without admin."""
    return re.match(settings.FILE_FORM_PATHS, request.path) is not None

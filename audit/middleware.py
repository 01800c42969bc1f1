"""Logs refusals and exports."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

from audit.choices import Action
from audit.log import record_by
from delivery.content_security_policy import ADMIN


class AuditMiddleware:
    """Logs that a signed-in user was refused a page, or took a list out of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN and request.user.is_authenticated:
            record_by(Action.REFUSED, request.user, path=request.path)
        elif is_export(request, response) and request.user.is_authenticated:
            record_by(Action.EXPORTED, request.user, path=request.path)
        return response


def is_export(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a list of the admin is answered as a file."""
    disposition = response.headers.get("Content-Disposition", "")
    return request.path.startswith(ADMIN) and disposition.startswith("attachment") and "export" in request.GET

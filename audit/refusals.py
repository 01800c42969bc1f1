"""Refusals of Wagtail's, which leads to the admin's first page or to the sign-in where others answer 403."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from wagtail.admin import auth

from audit.choices import Action
from audit.log import record_by


def log_refusals_of_admin() -> None:
    """Log each as the middleware logs status 403, which scripts of the admin are answered."""
    auth.permission_denied = logged(auth.permission_denied)
    auth.reject_request = logged(auth.reject_request)


def logged(refuse: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    @wraps(refuse)
    def refuse_and_log(request: HttpRequest) -> HttpResponse:
        response = refuse(request)
        if request.user.is_authenticated:
            record_by(Action.REFUSED, request.user, path=request.path)
        return response

    return refuse_and_log

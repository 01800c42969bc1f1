"""The site while it is moved or upgraded: pages are read, nothing is stored, and who sends is told when to come back.

The database refuses writes by itself then (`cms.settings.base`), so no code can forget to ask.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from delivery.api_router import is_of_api

READING = ("GET", "HEAD", "OPTIONS")
RETRY_SECONDS = 600  # when nobody has said until when
SOONEST_SECONDS = 60


class ReadOnlyMiddleware:
    """Answers 503 to whatever is sent while READ_ONLY is on; nothing of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.READ_ONLY and request.method not in READING:
            return nothing_stored(request)
        return self.get_response(request)


def nothing_stored(request: HttpRequest) -> HttpResponse:
    """A page with status 503 that says that nothing was stored and when that is possible again, as JSON on the API."""
    if is_of_api(request):
        refusal: HttpResponse = JsonResponse({"detail": sentence()}, status=503)
    else:
        refusal = HttpResponse(render_to_string("read_only.html", {"sentence": sentence()}), status=503)
    refusal["Retry-After"] = str(retry_seconds())
    return refusal


def sentence() -> str:
    """What is true meanwhile, for readers and editors."""
    if settings.READ_ONLY_UNTIL is None:
        return _("The site can be read, but nothing can be saved or sent just now.")
    local = timezone.localtime(settings.READ_ONLY_UNTIL)
    moment = {"time": f"{local:%H.%M}", "date": date_format(local, "j F Y")}
    return _("The site can be read, but nothing can be saved or sent before %(time)s on %(date)s.") % moment


def retry_seconds() -> int:
    """Seconds until writing returns, as far as anybody has said."""
    if settings.READ_ONLY_UNTIL is None:
        return RETRY_SECONDS
    return max(SOONEST_SECONDS, int((settings.READ_ONLY_UNTIL - timezone.now()).total_seconds()))

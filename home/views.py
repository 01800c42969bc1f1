"""Views of the style guide, robots.txt and the errors 400, 404, 500, 503 and 507."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from content.translation.pages import activate_frame_language
from delivery.api_router import is_of_api
from delivery.disk_space import is_disk_full
from delivery.read_only import nothing_stored
from home.style_guide import rendered_examples

RETRY_AFTER = 30  # seconds, while the database is locked or away


@require_admin_access
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Examples of every component and block; `farg=ljus` or `farg=mork` overrides the system's colour scheme."""
    scheme = request.GET.get("farg", "")
    return render(request, "home/style_guide.html", {"rendered_examples": rendered_examples(request), "scheme": scheme})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: nothing of the demo may be crawled, else everything but the admin and search results."""
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        sitemap = request.build_absolute_uri(reverse("sitemap"))
        lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /sok/", "", f"Sitemap: {sitemap}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for status 400, with the message of a `BadRequest`, as JSON on the API; empty for a foreign host."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse(status=400)
    message = str(exception) if isinstance(exception, BadRequest) else ""
    if is_of_api(request):
        return JsonResponse({"detail": message}, status=400)
    return render(request, "400.html", {"message": message}, status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for status 404; JSON on the API."""
    if is_of_api(request):
        return JsonResponse({"detail": _("There is nothing at this address.")}, status=404)
    activate_frame_language(get_language())
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for status 500; with 507 when the disk is full, with 503 when the database is locked or away."""
    error = sys.exception()
    if is_disk_full(error):
        return HttpResponse(render_to_string("507.html"), status=507)
    if settings.READ_ONLY and isinstance(error, DatabaseError):  # a page that stores something when it is opened
        return nothing_stored(request)
    if isinstance(error, OperationalError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return defaults.server_error(request)

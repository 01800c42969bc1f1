"""What the site says about itself: how it looks, what robots may do, and why an address was refused."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from home.style_guide import drawn


@require_admin_access
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component and block, in the colours of the reader's system or in those asked for: `farg=ljus` or `mork`."""
    scheme = request.GET.get("farg", "")
    return render(request, "home/components.html", {"templates": drawn(request), "scheme": scheme})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Invented texts are kept out of other search engines; else everything but the admin may be read."""
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        sitemap = request.build_absolute_uri(reverse("sitemap"))
        lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /sok/", "", f"Sitemap: {sitemap}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 with the sentence of a `BadRequest`; other causes are for the log, not for the reader.

    A host that is not ours has no site whose page could be shown.
    """
    if isinstance(exception, DisallowedHost):
        return HttpResponse(status=400)
    message = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"message": message}, status=400)

"""Redirects of what stands below a page that has moved: its calendar, recordings, print view."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

CALENDAR = ".ics"
MAX_PATH_LENGTH = 255  # characters of a path that has a redirect


class SubaddressRedirectMiddleware(RedirectMiddleware):
    """As Wagtail's, and where that has no redirect, by the redirect of the page that the path is below."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or "\0" in request.path:
            return response
        return subaddress_redirect(request) or response


def subaddress_redirect(request: HttpRequest) -> HttpResponse | None:
    """To the same place below the page's new address; None when no page above the path has moved.

    A path where another page stands now is that page's, and what is missing below it is missing.
    """
    rows = Redirect.get_for_site(Site.find_for_request(request)).select_related("redirect_page")
    rows = rows.filter(old_path__in=paths_above(request.path), redirect_page__live=True)
    found = max(rows, key=lambda row: (len(row.old_path), row.site_id is not None), default=None)
    new_path = found and found.redirect_page.get_url(request)
    if found is None or not new_path or is_occupied(found.old_path, request):
        return None
    query = request.META.get("QUERY_STRING", "")
    url = new_path.rstrip("/") + request.path[len(found.old_path) :] + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(url) if found.is_permanent else HttpResponseRedirect(url)


def paths_above(path: str) -> list[str]:
    """The paths of pages that an address may belong to, as redirects have them: without the last slash."""
    segments = path.strip("/").split("/")
    above = ["/" + "/".join(segments[:count]) for count in range(1, len(segments))]
    own = [path.removesuffix(CALENDAR)] if path.endswith(CALENDAR) else []
    return [one for one in [*above, *own] if len(one) <= MAX_PATH_LENGTH]


def is_occupied(path: str, request: HttpRequest) -> bool:
    """Whether a published page stands at a path."""
    namesakes = Page.objects.live().filter(slug=path.rpartition("/")[2])
    return any((page.get_url(request) or "").rstrip("/") == path for page in namesakes)

"""Wagtail's view of a page, spared a query."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.views import serve as wagtail_serve

from delivery.page_cache import cacheable


@cacheable
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at an address.

    The Swedish tree is the site's own: no need to ask which locale is active and whether its start page is translated.

    Raises:
        Http404: No page is published there.
    """
    site = Site.find_for_request(request)
    if site and get_language() == settings.LANGUAGE_CODE:
        steps = [step for step in path.split("/") if step]
        try:
            route = site.root_page.specific.route(request, steps)
        except Http404:
            route = None
        setattr(request, "_wagtail_route_for_request", route)  # noqa: B010 - where Page.route_for_request keeps it
    return wagtail_serve(request, path)

"""Calendar files of all events, of those for a region, and of a single one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.calendars import calendar_response
from events.calendar import render_calendar
from events.choices import EventKind
from events.models import EventPage
from organisations.directory import organisation_directory
from organisations.models import OrganisationPage


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every public event, past ones too, in order of time."""
    events = EventPage.objects.visible_to(AnonymousUser()).order_by("starts", "pk")
    return calendar_response(
        render_calendar(events, _("Träffpunkt biblioteksplaner"), request), "traffpunkt-biblioteksplaner"
    )


@require_safe
def region_calendar(request: HttpRequest, county: str) -> HttpResponse:
    """The gatherings that stand below a region's page or have a host in its county, and every national event.

    Raises:
        Http404: There is no county with this code.
    """
    regions = (entry for entry in organisation_directory() if entry.region_code and entry.county_code == county)
    region = next(regions, None)
    if region is None:
        raise Http404
    events = EventPage.objects.visible_to(AnonymousUser())
    here = Q(pk__in=EventPage.objects.in_county(county).values("pk"))
    for page in OrganisationPage.objects.filter(organisation=region.id):
        here |= Q(path__startswith=page.path)
    chosen = events.filter(~Q(kind=EventKind.GATHERING) | here).order_by("starts", "pk")
    name = _("Träffpunkt biblioteksplaner, %(region)s") % {"region": region.display_name}
    return calendar_response(render_calendar(chosen, name, request), f"traffpunkt-{county}")


@require_safe
def event_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """The event whose page has this path without `.ics`; 404 when there is no public one."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    events = EventPage.objects.visible_to(AnonymousUser())
    event = get_object_or_404(events, url_path=f"{site.root_page.url_path}{path}/")
    return calendar_response(render_calendar([event], event.title, request), event.slug)

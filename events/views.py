"""Calendar files of all events and of a single one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from events.calendar import render_calendar
from events.models import EventPage

MEDIA_TYPE = "text/calendar; charset=utf-8"


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every public event, past ones too, in order of time."""
    events = EventPage.objects.visible_to(AnonymousUser()).order_by("starts", "pk")
    return calendar_response(
        render_calendar(events, _("Träffpunkt biblioteksplaner"), request), "traffpunkt-biblioteksplaner"
    )


@require_safe
def event_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """The event whose page has this path without `.ics`; 404 when there is no public one."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    events = EventPage.objects.visible_to(AnonymousUser())
    event = get_object_or_404(events, url_path=f"{site.root_page.url_path}{path}/")
    return calendar_response(render_calendar([event], event.title, request), event.slug)


def calendar_response(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)

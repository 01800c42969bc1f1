"""Calendar files (iCalendar, RFC 5545): what all of them share."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

PRODID = "-//Traffpunkt biblioteksplaner//Kalender//SV"
MEDIA_TYPE = "text/calendar; charset=utf-8"


def make_calendar(name: str, components: Iterable[Component]) -> bytes:
    """An .ics file with a name and its components, in their order."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", channel_title(name))
    for component in components:
        calendar.add_component(component)
    return calendar.to_ical()


def channel_title(name: str) -> str:
    """The title of a calendar or feed, marked as an example on a demo site."""
    return _("%(name)s (example)") % {"name": name} if settings.DEMO else name


def calendar_response(content: bytes, name: str) -> HttpResponse:
    """The file as a download; `name` is without its ending."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)

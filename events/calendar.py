"""Events as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from events.choices import EventState

PRODID = "-//Traffpunkt biblioteksplaner//Kalender//SV"
STATUSES = {EventState.SAVE_THE_DATE: "TENTATIVE", EventState.CANCELLED: "CANCELLED"}


def render_calendar(events: Iterable[Any], name: str, request: HttpRequest) -> bytes:
    """An .ics file with the events, in the time zone of the site and with absolute URLs."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", channel_title(name))
    for event in events:
        calendar.add_component(vevent(event, request))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def channel_title(name: str) -> str:
    """The title of a calendar or feed, marked as an example on a demo site."""
    return _("%(name)s (example)") % {"name": name} if settings.DEMO else name


def vevent(event: Any, request: HttpRequest) -> Event:
    """An event as VEVENT. Its UID never changes, so that subscribed calendars follow a move or cancellation."""
    zone, page_url = ZoneInfo(settings.TIME_ZONE), request.build_absolute_uri(event.get_url(request))
    component = Event()
    component.add("uid", str(event.translation_key))
    component.add("dtstamp", event.last_published_at)
    component.add("last-modified", event.last_published_at)
    component.add("summary", title_with_state(event))
    component.add("dtstart", event.starts.astimezone(zone))
    component.add("dtend", event.ends.astimezone(zone))
    component.add("status", STATUSES.get(EventState(event.state), "CONFIRMED"))
    location = ", ".join(filter(None, (event.place, event.address)))
    component.add("location", location or event.public_webcast_url or page_url)
    texts = (event.reason, event.summary, event.public_webcast_url or page_url)
    component.add("description", "\n\n".join(filter(None, texts)))
    component.add("url", page_url)
    return component


def title_with_state(event: Any) -> str:
    """The title, after the state where that is not CONFIRMED: many calendars and feed readers show no status."""
    state = EventState(event.state)
    return f"{capfirst(state.label)}: {event.title}" if state in STATUSES else event.title


def calendar_url(event: Any) -> str:
    """The path of the event's calendar file, beside its page; empty while the page has no URL."""
    url = event.get_url()
    return f"{url.rstrip('/')}.ics" if url else ""

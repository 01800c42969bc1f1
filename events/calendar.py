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

from events.choices import State

PRODUCER = "-//Traffpunkt biblioteksplaner//Kalender//SV"
STATUS = {State.SAVE_THE_DATE: "TENTATIVE", State.CANCELLED: "CANCELLED"}


def as_calendar(events: Iterable[Any], name: str, request: HttpRequest) -> bytes:
    """A calendar file with the events, their times as in Sweden; addresses are whole."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", said(name))
    for event in events:
        calendar.add_component(entry(event, request))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def said(name: str) -> str:
    """The name of a calendar or feed; the demo's says that it holds examples."""
    return _("%(name)s (example)") % {"name": name} if settings.DEMO else name


def entry(event: Any, request: HttpRequest) -> Event:
    """One event. Its UID never changes, so a subscriber's copy follows what happens to it."""
    zone, address = ZoneInfo(settings.TIME_ZONE), request.build_absolute_uri(event.get_url(request))
    found = Event()
    found.add("uid", str(event.translation_key))
    found.add("dtstamp", event.last_published_at)
    found.add("last-modified", event.last_published_at)
    found.add("summary", shown_title(event))
    found.add("dtstart", event.starts.astimezone(zone))
    found.add("dtend", event.ends.astimezone(zone))
    found.add("status", STATUS.get(State(event.state), "CONFIRMED"))
    found.add("location", ", ".join(filter(None, (event.place, event.address))) or event.joining_url or address)
    texts = (event.reason, event.summary, event.joining_url or address)
    found.add("description", "\n\n".join(filter(None, texts)))
    found.add("url", address)
    return found


def shown_title(event: Any) -> str:
    """With the state in front where it matters: many calendars and readers show nothing else of it."""
    state = State(event.state)
    return f"{capfirst(state.label)}: {event.title}" if state in STATUS else event.title


def calendar_address(event: Any) -> str:
    """Where the event's calendar file is: beside its page; nowhere before the page has an address."""
    url = event.get_url()
    return f"{url.rstrip('/')}.ics" if url else ""

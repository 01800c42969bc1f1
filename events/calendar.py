"""Events as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.text import capfirst
from icalendar import Event, Timezone

from content.calendars import make_calendar
from content.control_characters import without_control_characters
from events.choices import EventState

MINUTE = timedelta(minutes=1)
# Swedish time since 1996, when summer time came to end in October in the whole Union (now directive 2000/84/EC). It is
# told by rules, as Outlook ignores lists of dates.
ZONE = "Europe/Stockholm"
TIME_ZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
STATUSES = {EventState.SAVE_THE_DATE: "TENTATIVE", EventState.CANCELLED: "CANCELLED"}


def render_calendar(events: Iterable[Any], name: str, request: HttpRequest) -> bytes:
    """An .ics file with the events, in Swedish time and with absolute URLs."""
    return make_calendar(name, [Timezone.from_ical(TIME_ZONE), *(vevent(event, request) for event in events)])


def vevent(event: Any, request: HttpRequest) -> Event:
    """An event as VEVENT. Its UID never changes, so that subscribed calendars follow a move or cancellation."""
    zone, page_url = ZoneInfo(ZONE), request.build_absolute_uri(event.get_url(request))
    component = Event()
    component.add("uid", str(event.translation_key))
    component.add("dtstamp", event.last_published_at)
    component.add("last-modified", event.last_published_at)
    component.add("sequence", minutes_since_first_publication(event))
    component.add("summary", title_with_state(event))
    component.add("dtstart", event.starts.astimezone(zone))
    component.add("dtend", event.ends.astimezone(zone))
    component.add("status", STATUSES.get(EventState(event.state), "CONFIRMED"))
    location = ", ".join(filter(None, (event.place, event.address)))
    component.add("location", without_control_characters(location) or event.public_webcast_url or page_url)
    texts = (event.reason, event.summary, event.public_webcast_url or page_url)
    component.add("description", without_control_characters("\n\n".join(filter(None, texts))))
    component.add("url", page_url)
    return component


def minutes_since_first_publication(event: Any) -> int:
    """A number that grows with each publication, as SEQUENCE must; 0 for a page that was never published as such."""
    first = event.first_published_at or event.last_published_at
    return (event.last_published_at - first) // MINUTE


def title_with_state(event: Any) -> str:
    """The title, after the state where that is not CONFIRMED: many calendars and feed readers show no status."""
    state, title = EventState(event.state), without_control_characters(event.title)
    return f"{capfirst(state.label)}: {title}" if state in STATUSES else title


def calendar_url(event: Any) -> str:
    """The path of the event's calendar file, beside its page; empty while the page has no URL."""
    url = event.get_url()
    return f"{url.rstrip('/')}.ics" if url else ""

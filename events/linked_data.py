"""Events as schema.org sees them: what other sites' calendars and searches read out of a page."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest

from events.choices import State

VOCABULARY = "https://schema.org"
STATUS = {State.CANCELLED: "EventCancelled", State.MOVED: "EventRescheduled"}


def linked_data(event: Any, request: HttpRequest) -> dict[str, Any]:
    """A schema.org `Event`; addresses are whole."""
    zone, address = ZoneInfo(settings.TIME_ZONE), request.build_absolute_uri(event.get_url(request))
    return {
        "@context": VOCABULARY,
        "@type": "Event",
        "@id": event.translation_key.urn,
        "name": event.title,
        "description": event.summary,
        "url": address,
        "startDate": event.starts and event.starts.astimezone(zone).isoformat(),  # a draft may have none
        "endDate": event.ends and event.ends.astimezone(zone).isoformat(),
        "eventStatus": f"{VOCABULARY}/{STATUS.get(State(event.state), 'EventScheduled')}",
        "eventAttendanceMode": f"{VOCABULARY}/{attendance(event)}",
        "location": places(event, address),
        "organizer": [{"@type": "Organization", "name": host.organisation.display_name} for host in event.arrangers],
        "inLanguage": "sv",
    }


def attendance(event: Any) -> str:
    if not event.webcast_url:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.place else "OnlineEventAttendanceMode"


def places(event: Any, address: str) -> list[dict[str, Any]]:
    """The room and the webcast; a webcast that one registers for is found by the event's own page."""
    found: list[dict[str, Any]] = []
    if event.place:
        found.append({"@type": "Place", "name": event.place, "address": event.address or event.place})
    if event.webcast_url or not found:
        found.append({"@type": "VirtualLocation", "url": event.joining_url or address})
    return found

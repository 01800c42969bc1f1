"""Events as schema.org linked data, for search engines and calendars."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest

from events.choices import EventState
from organisations.models import Organisation

VOCABULARY = "https://schema.org"
EVENT_STATUSES = {EventState.CANCELLED: "EventCancelled", EventState.MOVED: "EventRescheduled"}


def linked_data(event: Any, request: HttpRequest) -> dict[str, Any]:
    """A schema.org `Event` with absolute URLs."""
    zone, page_url = ZoneInfo(settings.TIME_ZONE), request.build_absolute_uri(event.get_url(request))
    return {
        "@context": VOCABULARY,
        "@type": "Event",
        "@id": event.translation_key.urn,
        "name": event.title,
        "description": event.summary,
        "url": page_url,
        "startDate": event.starts and event.starts.astimezone(zone).isoformat(),  # a draft may have none
        "endDate": event.ends and event.ends.astimezone(zone).isoformat(),
        "eventStatus": f"{VOCABULARY}/{EVENT_STATUSES.get(EventState(event.state), 'EventScheduled')}",
        "eventAttendanceMode": f"{VOCABULARY}/{attendance_mode(event)}",
        "location": locations(event, page_url),
        "organizer": [organizer(row.organisation) for row in event.organisation_rows],
        "inLanguage": "sv",
    }


def attendance_mode(event: Any) -> str:
    if not event.webcast_url:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.place else "OnlineEventAttendanceMode"


def organizer(organisation: Organisation) -> dict[str, str]:
    """A schema.org `Organization`."""
    return {"@type": "Organization", "name": organisation.display_name}


def locations(event: Any, page_url: str) -> list[dict[str, Any]]:
    """The place and the webcast; where the webcast URL is not public, the URL of the event's page stands for it."""
    result: list[dict[str, Any]] = []
    if event.place:
        result.append({"@type": "Place", "name": event.place, "address": event.address or event.place})
    if event.webcast_url or not result:
        result.append({"@type": "VirtualLocation", "url": event.public_webcast_url or page_url})
    return result

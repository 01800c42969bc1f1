"""Programs that read calendars, as a parameter of tests: each gives title, start, end and status of every event.

Instants are in UTC, days as they are.
"""

from datetime import UTC, date, datetime

import pytest
import vobject

from tests.services import icaljs


def by_vobject(calendar):
    def when(value):
        return value.astimezone(UTC) if isinstance(value, datetime) else value

    events = vobject.readOne(calendar.decode()).vevent_list
    return [
        (
            event.summary.value,
            when(event.dtstart.value),
            when(event.dtend.value),
            event.status.value if hasattr(event, "status") else None,
        )
        for event in events
    ]


def by_ical_js(calendar):
    def when(value):
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)

    return [
        (event["summary"], when(event["starts"]), when(event["ends"]), event["status"])
        for event in icaljs.read_events(calendar)
    ]


PROGRAMS = [
    pytest.param(by_vobject, id="vobject"),
    pytest.param(by_ical_js, id="ical.js", marks=pytest.mark.needs("ical.js")),
]

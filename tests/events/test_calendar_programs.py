"""The calendars of events, as vobject and ical.js read them: each event at the right instant."""

from datetime import UTC, datetime, timedelta

import pytest

from events.models import EventPage
from tests.calendar_programs import PROGRAMS

ADDRESSES = ["/traffpunkt/kalender.ics", "/traffpunkt/lan/14/kalender.ics"]
EVENTS = {
    "Sommar": {"starts": datetime(2026, 7, 1, 11, tzinfo=UTC), "ends": datetime(2026, 7, 1, 13, tzinfo=UTC)},
    "Vinter": {"starts": datetime(2027, 1, 20, 8, tzinfo=UTC), "ends": datetime(2027, 1, 20, 11, tzinfo=UTC)},
    "Före sommartid": {
        "starts": datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        "ends": datetime(2026, 3, 29, 1, tzinfo=UTC),
    },
    "Efter sommartid": {"starts": datetime(2026, 10, 25, 2, tzinfo=UTC), "ends": datetime(2026, 10, 25, 9, tzinfo=UTC)},
    "Två dagar över midnatt": {
        "starts": datetime(2026, 9, 30, 22, 30, tzinfo=UTC),
        "ends": datetime(2026, 10, 2, 14, tzinfo=UTC),
    },
    "Över tidsbytet": {"starts": datetime(2026, 10, 24, 7, tzinfo=UTC), "ends": datetime(2026, 10, 26, 15, tzinfo=UTC)},
    "Inställd": {
        "starts": datetime(2026, 6, 10, 7, tzinfo=UTC),
        "ends": datetime(2026, 6, 10, 9, tzinfo=UTC),
        "state": "cancelled",
        "reason": "Sjukdom; ingen ersättare, tyvärr.",
    },
    "Efter 2037": {"starts": datetime(2041, 7, 3, 7, tzinfo=UTC), "ends": datetime(2041, 7, 3, 9, tzinfo=UTC)},
}


@pytest.fixture
def events(publish):
    return [publish(title, **values) for title, values in EVENTS.items()]


def expected(event):
    cancelled = event.state == "cancelled"
    title = f"Inställd: {event.title}" if cancelled else event.title
    return title, event.starts, event.ends, "CANCELLED" if cancelled else "CONFIRMED"


@pytest.mark.parametrize("read", PROGRAMS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_event_is_at_its_instant(client, events, read, address):
    found = read(client.get(address).content)

    assert found == [expected(event) for event in sorted(events, key=lambda event: event.starts)]


@pytest.mark.parametrize("read", PROGRAMS)
def test_the_file_of_one_event(client, events, read):
    page = EventPage.objects.get(title="Över tidsbytet")

    assert read(client.get(page.url.rstrip("/") + ".ics").content) == [expected(page)]


@pytest.mark.parametrize("read", PROGRAMS)
def test_a_moved_event_is_at_its_new_instant(client, events, read):
    page = EventPage.objects.get(title="Vinter")
    page.starts, page.ends = (moment - timedelta(days=180) for moment in (page.starts, page.ends))
    page.state, page.reason = "moved", "Fler kan komma."
    page.save_revision().publish()

    [found] = [event for event in read(client.get(ADDRESSES[0]).content) if event[0] == "Vinter"]

    assert found == ("Vinter", datetime(2026, 7, 24, 8, tzinfo=UTC), datetime(2026, 7, 24, 11, tzinfo=UTC), "CONFIRMED")

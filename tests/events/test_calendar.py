"""The .ics files of all events and of one, parsed with icalendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.text import capfirst
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from events.choices import EventState
from events.models import EventPage

TITLE = "Träffpunkt biblioteksplaner"
WEBCAST_URL = "https://webb.example/rum/1"
EVENT_URL = "http://testserver/traffpunkt/hostens-traffpunkt/"


def read(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def read_event(client):
    [event] = read(client, "/traffpunkt/hostens-traffpunkt.ics").events
    return event


def test_event_has_its_times_in_swedish_time(client, publish):
    page = publish(place="Rådhuset", address="Storgatan 1, Exempelköping")

    event = read_event(client)

    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "STATUS", "URL", "UID")} == {
        "SUMMARY": "Höstens träffpunkt",
        "LOCATION": "Rådhuset, Storgatan 1, Exempelköping",
        "STATUS": "CONFIRMED",
        "URL": EVENT_URL,
        "UID": str(page.translation_key),
    }
    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2026-10-21T09:00:00+02:00",
        "2026-10-21T12:00:00+02:00",
    )
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"


def test_time_zone_is_given_by_rules(client, publish):
    """Outlook ignores lists of dates."""
    publish()

    [zone] = read(client, "/traffpunkt/kalender.ics").walk("VTIMEZONE")

    assert [(part.name, part["RRULE"].to_ical(), part["TZOFFSETTO"].to_ical()) for part in zone.subcomponents] == [
        ("DAYLIGHT", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "+0200"),
        ("STANDARD", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "+0100"),
    ]
    assert "RDATE" not in str(zone.to_ical())
    aware = zone.to_tz(lookup_tzid=False)
    for moment in (
        datetime(2026, 3, 29, 0, 59),
        datetime(2026, 3, 29, 1),
        datetime(2026, 7, 1),
        datetime(2026, 10, 25, 1),
    ):
        utc = moment.replace(tzinfo=UTC)
        assert utc.astimezone(aware).utcoffset() == utc.astimezone(ZoneInfo("Europe/Stockholm")).utcoffset()


def test_sequence_grows_with_each_publication(client, publish):
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC), tick=False):
        page = publish()
    assert read_event(client)["SEQUENCE"] == 0

    with time_machine.travel(datetime(2026, 5, 1, 1, tzinfo=UTC), tick=False):
        page.save_revision().publish()

    assert read_event(client)["SEQUENCE"] == 60
    EventPage.objects.update(first_published_at=None)  # as a page that code has made
    assert read_event(client)["SEQUENCE"] == 0


def test_control_characters_of_older_rows_are_left_out(client, publish):
    page = publish(summary="Om planer.")
    EventPage.objects.filter(pk=page.pk).update(title="Träffpunkt:\x0bPlanen", summary="En\x0crad\x1b.")

    event = read_event(client)

    assert str(event["SUMMARY"]) == "Träffpunkt: Planen"
    assert str(event["DESCRIPTION"]).startswith("En rad.")


def test_uid_stays_the_same_when_the_event_is_moved(client, publish):
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        page = publish()
    before = read_event(client)
    page.starts = datetime(2026, 11, 4, 8, tzinfo=UTC)
    page.ends = datetime(2026, 11, 4, 11, tzinfo=UTC)
    page.save_revision().publish()

    after = read_event(client)

    assert (before["UID"], after.start.isoformat()) == (after["UID"], "2026-11-04T09:00:00+01:00")
    assert before.last_modified == datetime(2026, 5, 1, tzinfo=UTC) < after.last_modified


@pytest.mark.parametrize(
    ("state", "status", "prefixed"),
    [
        (EventState.SAVE_THE_DATE, "TENTATIVE", True),
        (EventState.OPEN, "CONFIRMED", False),
        (EventState.MOVED, "CONFIRMED", False),
        (EventState.CANCELLED, "CANCELLED", True),
        (EventState.HELD, "CONFIRMED", False),
    ],
)
def test_state_sets_status_and_prefixes_the_summary(client, publish, state, status, prefixed):
    publish(state=state, reason="Sjukdom.")

    event = read_event(client)

    title = f"{capfirst(state.label)}: Höstens träffpunkt" if prefixed else "Höstens träffpunkt"
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == (status, title)


@pytest.mark.parametrize(
    ("values", "is_public"),
    [
        ({"registration": "none"}, True),
        ({"registration": "external", "registration_url": "https://anmal.example/1"}, False),
        ({"registration": "invitation"}, False),
        ({"registration": "none", "state": "cancelled"}, False),
    ],
)
def test_webcast_url_is_shown_only_without_registration(client, publish, values, is_public):
    publish(webcast_url=WEBCAST_URL, **values)

    text = client.get("/traffpunkt/hostens-traffpunkt.ics").text.replace("\r\n ", "")
    whole = client.get("/traffpunkt/kalender.ics").text.replace("\r\n ", "")

    assert (WEBCAST_URL in text, WEBCAST_URL in whole) == (is_public, is_public)
    assert str(read_event(client)["LOCATION"]) == (WEBCAST_URL if is_public else EVENT_URL)


def test_calendar_has_every_public_event_in_order_of_time(client, publish, section):
    publish("Andra", starts=datetime(2026, 11, 1, 8, tzinfo=UTC), ends=datetime(2026, 11, 1, 9, tzinfo=UTC))
    publish("Första")
    publish("Utkast").unpublish()
    closed = publish("Stängd")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    calendar = read(client, "/traffpunkt/kalender.ics")

    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Första", "Andra"]
    assert [client.get(f"/traffpunkt/{slug}.ics").status_code for slug in ("utkast", "stangd", "finnsinte")] == [
        404
    ] * 3


@pytest.mark.parametrize(("demo", "name"), [(False, TITLE), (True, f"{TITLE} (exempel)")])
def test_calendar_name_marks_a_demo_site(client, publish, settings, demo, name):
    settings.DEMO = demo

    assert str(read(client, "/traffpunkt/kalender.ics")["X-WR-CALNAME"]) == name


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant(client, publish, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Träff {number}")
    client.get("/traffpunkt/kalender.ics")

    with django_assert_num_queries(3):
        client.get("/traffpunkt/kalender.ics")

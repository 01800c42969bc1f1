"""Calendars as icalendar reads them back."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils.text import capfirst
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from events.choices import State

TITLE = "Träffpunkt biblioteksplaner"
JOIN = "https://webb.example/rum/1"
EVENT = "http://testserver/traffpunkt/hostens-traffpunkt/"


def read(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def the_event(client):
    [event] = read(client, "/traffpunkt/hostens-traffpunkt.ics").events
    return event


def test_an_event_with_its_times_as_in_sweden(client, publish):
    page = publish(place="Rådhuset", address="Storgatan 1, Exempelköping")

    event = the_event(client)

    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "STATUS", "URL", "UID")} == {
        "SUMMARY": "Höstens träffpunkt",
        "LOCATION": "Rådhuset, Storgatan 1, Exempelköping",
        "STATUS": "CONFIRMED",
        "URL": EVENT,
        "UID": str(page.translation_key),
    }
    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2026-10-21T09:00:00+02:00",
        "2026-10-21T12:00:00+02:00",
    )
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"


def test_the_copy_of_a_subscriber_follows_the_event(client, publish):
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        page = publish()
    before = the_event(client)
    page.starts = datetime(2026, 11, 4, 8, tzinfo=UTC)
    page.ends = datetime(2026, 11, 4, 11, tzinfo=UTC)
    page.save_revision().publish()

    after = the_event(client)

    assert (before["UID"], after.start.isoformat()) == (after["UID"], "2026-11-04T09:00:00+01:00")
    assert before.last_modified == datetime(2026, 5, 1, tzinfo=UTC) < after.last_modified


@pytest.mark.parametrize(
    ("state", "status", "said"),
    [
        (State.SAVE_THE_DATE, "TENTATIVE", True),
        (State.OPEN, "CONFIRMED", False),
        (State.MOVED, "CONFIRMED", False),
        (State.CANCELLED, "CANCELLED", True),
        (State.HELD, "CONFIRMED", False),
    ],
)
def test_the_state_is_said_where_calendars_show_it(client, publish, state, status, said):
    publish(state=state, reason="Sjukdom.")

    event = the_event(client)

    title = f"{capfirst(state.label)}: Höstens träffpunkt" if said else "Höstens träffpunkt"
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == (status, title)


@pytest.mark.parametrize(
    ("values", "joins"),
    [
        ({"registration": "none"}, True),
        ({"registration": "external", "registration_url": "https://anmal.example/1"}, False),
        ({"registration": "invitation"}, False),
        ({"registration": "none", "state": "cancelled"}, False),
    ],
)
def test_the_join_link_is_there_only_where_nobody_registers(client, publish, values, joins):
    publish(webcast_url=JOIN, **values)

    text = client.get("/traffpunkt/hostens-traffpunkt.ics").text.replace("\r\n ", "")
    whole = client.get("/traffpunkt/kalender.ics").text.replace("\r\n ", "")

    assert (JOIN in text, JOIN in whole) == (joins, joins)
    assert str(the_event(client)["LOCATION"]) == (JOIN if joins else EVENT)


def test_the_calendar_has_every_public_event_oldest_first(client, publish, section):
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
def test_the_demo_says_so(client, publish, settings, demo, name):
    settings.DEMO = demo

    assert str(read(client, "/traffpunkt/kalender.ics")["X-WR-CALNAME"]) == name


@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_asks_the_same_however_many(client, publish, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Träff {number}")
    client.get("/traffpunkt/kalender.ics")

    with django_assert_num_queries(3):
        client.get("/traffpunkt/kalender.ics")

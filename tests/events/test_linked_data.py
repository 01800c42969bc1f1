"""The schema.org linked data of event pages, and the links to calendar and feed."""

import json
import re

import pytest

from events.models import EventHost
from organisations.models import Organisation

URL = "/traffpunkt/hostens-traffpunkt/"
WEBCAST_URL = "https://webb.example/rum/1"


def script(client):
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(URL).text, re.S)
    return found


def read(client):
    return json.loads(script(client))


def test_event_on_site(client, publish):
    page = publish(place="Rådhuset", address="Storgatan 1, Exempelköping")
    page.hosts.add(EventHost(organisation=Organisation.objects.get(region_code="14"), role="host"))
    page.save_revision().publish()

    assert read(client) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page.translation_key.urn,
        "name": "Höstens träffpunkt",
        "description": "Om hur planer används.",
        "url": f"http://testserver{URL}",
        "startDate": "2026-10-21T09:00:00+02:00",
        "endDate": "2026-10-21T12:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [{"@type": "Place", "name": "Rådhuset", "address": "Storgatan 1, Exempelköping"}],
        "organizer": [{"@type": "Organization", "name": "Västra Götalandsregionen"}],
        "inLanguage": "sv",
    }


@pytest.mark.parametrize(
    ("values", "mode", "location"),
    [
        ({"webcast_url": WEBCAST_URL}, "Online", [{"@type": "VirtualLocation", "url": WEBCAST_URL}]),
        (
            {"webcast_url": WEBCAST_URL, "registration": "invitation"},
            "Online",
            [{"@type": "VirtualLocation", "url": f"http://testserver{URL}"}],
        ),
        (
            {"webcast_url": WEBCAST_URL, "place": "Rådhuset"},
            "Mixed",
            [
                {"@type": "Place", "name": "Rådhuset", "address": "Rådhuset"},
                {"@type": "VirtualLocation", "url": WEBCAST_URL},
            ],
        ),
    ],
)
def test_attendance_mode_and_location(client, publish, values, mode, location):
    publish(**values)

    data = read(client)

    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert data["location"] == location


@pytest.mark.parametrize(
    ("state", "status"), [("open", "EventScheduled"), ("moved", "EventRescheduled"), ("cancelled", "EventCancelled")]
)
def test_event_status(client, publish, state, status):
    publish(state=state, reason="Sjukdom.")

    assert read(client)["eventStatus"] == f"https://schema.org/{status}"


def test_markup_in_texts_is_escaped(client, publish):
    publish(summary="Slut</script><script>alert(1)</script> & <b>")

    assert read(client)["description"] == "Slut</script><script>alert(1)</script> & <b>"
    assert re.findall("[<>&]", script(client)) == []


def test_pages_link_to_calendar_and_feed(client, publish):
    publish()

    links = r'<link rel="alternate" type="([^"]+)" href="([^"]+)"'
    assert re.findall(links, client.get(URL).text) == [("text/calendar", "/traffpunkt/hostens-traffpunkt.ics")]
    assert re.findall(links, client.get("/traffpunkt/").text) == [
        ("text/calendar", "/traffpunkt/kalender.ics"),
        ("application/atom+xml", "/traffpunkt/atom.xml"),
    ]

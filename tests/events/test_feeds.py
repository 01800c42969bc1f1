"""The Atom feed of events (RFC 4287)."""

import pytest
from django.utils.text import capfirst
from lxml import etree, html

from events.choices import EventState
from events.models import EventPage

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client):
    answer = client.get("/traffpunkt/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def texts(element, *names):
    return [element.findtext(f"{ATOM}{name}") for name in names]


def test_feed_has_the_elements_that_atom_requires(client, publish, settings):
    settings.DEMO = False
    publish()

    feed = read(client)

    title, feed_id, updated = texts(feed, "title", "id", "updated")
    assert (feed.tag, title) == (f"{ATOM}feed", "Träffpunkt biblioteksplaner: evenemang")
    assert feed_id.startswith("http://testserver/")
    assert updated
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Träffpunkt biblioteksplaner"
    assert {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")} == {
        ("alternate", "http://testserver/traffpunkt/"),
        ("self", "http://testserver/traffpunkt/atom.xml"),
    }


def test_entry_has_a_stable_id_and_its_dates(client, publish):
    page = publish()

    [entry] = read(client).findall(f"{ATOM}entry")

    assert texts(entry, "title", "id", "summary") == [
        "Höstens träffpunkt",
        page.translation_key.urn,
        "Om hur planer används.",
    ]
    assert texts(entry, "published", "updated") == [
        page.first_published_at.isoformat(),
        page.last_published_at.isoformat(),
    ]
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/traffpunkt/hostens-traffpunkt/"


def test_summary_is_text_and_control_characters_are_left_out(client, publish):
    page = publish(summary="Byt ut <kommunens namn> mot ert eget & behåll resten.")
    EventPage.objects.filter(pk=page.pk).update(title="Träffpunkt:\x0bPlanen")

    entry = read(client).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Träffpunkt: Planen"
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert html.fromstring(entry.findtext(f"{ATOM}summary")).text_content() == page.summary


def test_public_events_are_listed_last_published_first(client, publish):
    publish("Ett")
    publish("Två", state="cancelled", reason="Sjukdom.")
    publish("Utkast").unpublish()

    entries = read(client).findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        f"{capfirst(EventState.CANCELLED.label)}: Två",
        "Ett",
    ]
    assert entries[0].findtext(f"{ATOM}summary") == "Sjukdom. Om hur planer används."


def test_feed_title_marks_a_demo_site(client, section, settings):
    settings.DEMO = True

    assert texts(read(client), "title") == ["Träffpunkt biblioteksplaner: evenemang (exempel)"]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant(client, publish, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Träff {number}")
    client.get("/traffpunkt/atom.xml")

    with django_assert_num_queries(3):
        client.get("/traffpunkt/atom.xml")

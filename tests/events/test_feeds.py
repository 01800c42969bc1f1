"""The feed of events, held to what RFC 4287 requires."""

import pytest
from django.utils.text import capfirst
from lxml import etree

from events.choices import State

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client):
    answer = client.get("/traffpunkt/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def texts(element, *names):
    return [element.findtext(f"{ATOM}{name}") for name in names]


def test_the_feed_has_what_atom_requires(client, publish, settings):
    settings.DEMO = False
    publish()

    feed = read(client)

    title, number, updated = texts(feed, "title", "id", "updated")
    assert (feed.tag, title) == (f"{ATOM}feed", "Träffpunkt biblioteksplaner: evenemang")
    assert number.startswith("http://testserver/")
    assert updated
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Träffpunkt biblioteksplaner"
    assert {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")} == {
        ("alternate", "http://testserver/traffpunkt/"),
        ("self", "http://testserver/traffpunkt/atom.xml"),
    }


def test_an_entry_keeps_its_id(client, publish):
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


def test_the_last_changed_comes_first_and_only_what_is_public(client, publish):
    publish("Ett")
    publish("Två", state="cancelled", reason="Sjukdom.")
    publish("Utkast").unpublish()

    entries = read(client).findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [f"{capfirst(State.CANCELLED.label)}: Två", "Ett"]
    assert entries[0].findtext(f"{ATOM}summary") == "Sjukdom. Om hur planer används."


def test_the_demo_says_so(client, section, settings):
    settings.DEMO = True

    assert texts(read(client), "title") == ["Träffpunkt biblioteksplaner: evenemang (exempel)"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_however_many(client, publish, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Träff {number}")
    client.get("/traffpunkt/atom.xml")

    with django_assert_num_queries(3):
        client.get("/traffpunkt/atom.xml")

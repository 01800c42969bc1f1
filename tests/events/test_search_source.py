"""Events in the search: hits in programmes and transcripts, filters, and removal when no longer public."""

import re
from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from events.models import EventHost
from organisations.models import Organisation

RECORDING_URL = "/traffpunkt/hostens-traffpunkt/bokbussen-i-planen/"


@pytest.fixture
def talk(document):
    return {
        "title": "Bokbussen i planen",
        "abstract": "Om linjer som ritas om.",
        "speakers": "Bo Berg, Exempelköping",
        "recording_url": "https://youtu.be/abc",
        "transcript": document(),
    }


def found(client, query):
    html = client.get(f"/sok/?source=traffpunkt&{query}").text
    return re.findall(r'class="hit__path"><a href="([^"]+)"', html)


def tabs(client, query):
    html = client.get(f"/sok/?{query}").text
    rows = re.findall(r'data-testid="tab"([^>]*)>([^<]+) <span>([^<]+)</span>', html)
    return [(title, int(count), "aria-current" in mark) for mark, title, count in rows]


def facets(client, query):
    """Counts beside the results, by filter and label."""
    html = client.get(f"/sok/?source=traffpunkt&{query}").text
    parts = re.split(r'data-facet="([^"]+)"', html)[1:]
    counted = r'choice__label">([^<]+)</span> <span class="choice__count">(\d+)'
    return {
        (name, label): int(count)
        for name, part in zip(parts[::2], parts[1::2], strict=True)
        for label, count in re.findall(counted, part)
    }


def test_transcript_hit_links_to_its_segment(client, publish, talk):
    publish(programme=[talk])

    assert found(client, "q=hållplats") == [f"{RECORDING_URL}#t=120"]
    assert 'id="t=120"' in client.get(RECORDING_URL).text


@pytest.mark.parametrize(
    ("words", "count"), [("träffpunkt", 1), ("nästa+Träffpunkten", 1), ("traffpunkt", 1), ("möte", 0)]
)
def test_the_next_event_stands_above_the_plans(client, publish, words, count):
    event = publish()

    html = client.get(f"/sok/?q={words}").text

    assert re.findall(r'data-kind="event">\s*<a href="([^"]*)"', html) == [event.get_url()] * count


@pytest.mark.parametrize("words", ["linjer som ritas", "exempelköping"])
def test_programme_hit_links_to_its_item(client, publish, talk, words):
    publish(programme=[talk])

    [address] = found(client, f"q={words}")

    path, _hash, anchor = address.partition("#")
    assert path == "/traffpunkt/hostens-traffpunkt/"
    assert f'id="{anchor}"' in client.get(path).text


def test_count_of_tab_equals_its_results(client, publish, talk):
    publish(programme=[talk])

    assert ("Evenemang", 1, False) in tabs(client, "q=hållplatser")
    assert ("Evenemang", 1, True) in tabs(client, "q=hållplatser&source=traffpunkt")


@pytest.fixture
def year_end(publish, talk):
    """An event in the first hour of 2026 in Swedish time, which is 2025 in UTC."""
    event = publish(
        "Nyår",
        programme=[talk],
        starts=datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
        ends=datetime(2026, 1, 1, 1, tzinfo=UTC),
    )
    event.hosts.add(EventHost(organisation=Organisation.objects.get(region_code="14"), role="host"))
    return event


def test_filters_by_year_county_and_form(client, publish, year_end, django_capture_on_commit_callbacks):
    publish("Året före", starts=datetime(2025, 5, 1, 8, tzinfo=UTC), ends=datetime(2025, 5, 1, 9, tzinfo=UTC))
    with django_capture_on_commit_callbacks(execute=True):
        year_end.save_revision().publish()

    assert facets(client, "q=planer") == {("ar", "2026"): 1, ("ar", "2025"): 1}
    assert len(found(client, f"q=hållplatser&ar=2026&lan=14&form={year_end.kind}")) == 1
    assert found(client, "q=hållplatser&lan=01") == []
    assert found(client, "q=hållplatser&ar=2025") == []


@pytest.mark.parametrize("value", ["ar=1999", "ar=abc", "lan=99", "form=annat"])
def test_invalid_filter_value_is_rejected(client, publish, value):
    publish()

    assert client.get(f"/sok/?source=traffpunkt&q=planer&{value}").status_code == 400


class TestRemoval:
    """Pages that are no longer public leave the index."""

    def test_unpublished_event(self, client, publish, talk, django_capture_on_commit_callbacks):
        event = publish(programme=[talk])
        with django_capture_on_commit_callbacks(execute=True):
            event.unpublish()

        assert found(client, "q=hållplatser") == []

    def test_private_event(self, client, publish, talk, django_capture_on_commit_callbacks):
        event = publish(programme=[talk])
        with django_capture_on_commit_callbacks(execute=True):
            PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)

        assert found(client, "q=hållplatser") == []
        assert client.get(RECORDING_URL).status_code == 302

    def test_removed_transcript(self, client, publish, talk, django_capture_on_commit_callbacks):
        event = publish(programme=[talk])
        [item] = event.programme.all()
        item.transcript = None
        event.programme = [item]
        with django_capture_on_commit_callbacks(execute=True):
            event.save_revision().publish()

        assert found(client, "q=hållplatser") == []


def test_api_returns_page_hits(client, publish, talk):
    publish(programme=[talk])

    answer = client.get("/api/v1/search?source=traffpunkt&q=hållplatser").json()

    assert answer["hits"] == [
        {
            "title": "Höstens träffpunkt",
            "heading": "Bokbussen i planen › 2:00 Bo Berg",
            "url": f"http://testserver{RECORDING_URL}#t=120",
            "snippet": "Vi räknade bokbussens <mark>hållplatser</mark> &lt;tre gånger&gt;.",
        }
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant(client, publish, talk, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Träff {number}", programme=[talk])
    client.get("/sok/?source=traffpunkt&q=hållplatser")

    with django_assert_num_queries(8):
        client.get("/sok/?source=traffpunkt&q=hållplatser")


def test_renamed_host_is_found_by_its_new_name(client, publish, talk, django_capture_on_commit_callbacks):
    event = publish(programme=[talk])
    region = Organisation.objects.get(region_code="12")
    event.hosts = [EventHost(organisation=region)]
    event.save_revision().publish()
    region.name = region.display_name = "Region Påhitt"
    with django_capture_on_commit_callbacks(execute=True):
        region.save()

    assert found(client, "q=hållplatser+påhitt") == [f"{RECORDING_URL}#t=120"]

"""A recording's page: film, transcript by the minute, and the ways to both."""

import re

import pytest

from events.models import EventPage
from events.recordings.models import TranscriptSegment

ADDRESS = "/traffpunkt/hostens-traffpunkt/bokbussen-i-planen/"


@pytest.fixture
def talk(document):
    return {
        "title": "Bokbussen i planen",
        "recording_url": "https://youtu.be/abc",
        "transcript": document(),
    }


def rows():
    return list(TranscriptSegment.objects.values_list("start", "end", "speaker", "text"))


SAID = [
    (0, 4, "Eva Åkesson", "Välkomna till Träffpunkt!"),
    (120, 129, "Bo Berg", "Vi räknade bokbussens hållplatser <tre gånger>."),
    (240, 245, "", "Tack."),
]


class TestRows:
    """What is public follows what is published."""

    def test_publishing_makes_them(self, publish, talk):
        publish(programme=[talk])

        assert rows() == SAID

    def test_a_draft_leaves_them_until_it_is_published(self, publish, talk, document):
        event = publish(programme=[talk])
        [item] = event.programme.all()
        item.transcript = document("ny.srt", "1\n00:00:01,000 --> 00:00:02,000\nNytt.\n")

        event.programme = [item]
        draft = event.save_revision()
        assert rows() == SAID

        draft.publish()
        assert rows() == [(1, 2, "", "Nytt.")]

    def test_an_item_or_transcript_that_is_gone_has_none(self, publish, talk):
        event = publish(programme=[talk])
        event.programme = []
        event.save_revision().publish()

        assert rows() == []

    def test_a_part_of_a_longer_film_is_what_is_said_in_it(self, publish, talk):
        publish(programme=[{**talk, "recording_starts_at": 100, "recording_length": 60}])

        assert rows() == SAID[1:2]

    def test_a_file_that_is_gone_is_published_without(self, publish, talk):
        talk["transcript"].file.storage.delete(talk["transcript"].file.name)

        event = publish(programme=[talk])

        assert (event.live, rows()) == (True, [])


def test_each_piece_has_its_address_and_the_way_to_its_place_in_the_film(client, publish, talk):
    publish(programme=[talk])

    html = client.get(ADDRESS).text

    assert re.findall(r'<li id="([^"]+)">\s*<a class="transcript__time" href="([^"]+)">', html) == [
        ("t=0", "https://youtu.be/abc"),
        ("t=120", "https://youtu.be/abc?t=120s"),
        ("t=240", "https://youtu.be/abc?t=240s"),
    ]
    assert '<span class="visually-hidden">Spela upp från </span>2:00</a>' in html
    assert "<p><b>Bo Berg:</b> Vi räknade bokbussens hållplatser &lt;tre gånger&gt;.</p>" in html
    assert '<a href="/traffpunkt/hostens-traffpunkt/">Höstens träffpunkt</a>' in html
    assert '<span aria-current="page">Bokbussen i planen</span>' in html


def test_a_host_whose_times_are_not_known_has_no_link(client, publish, talk):
    publish(programme=[{**talk, "recording_url": "https://play.example/1"}])

    html = client.get(ADDRESS).text

    assert '<a href="https://play.example/1" rel="external">' in html
    assert html.count('<span class="transcript__time">') == 3


def test_an_own_film_plays_on_the_page_from_the_time_in_the_address(client, publish, talk, document):
    film = document("film.mp4", b"film")
    publish(programme=[{**talk, "recording_url": "", "recording_file": film}])

    html = client.get(f"{ADDRESS}?t=120").text

    assert f'<source src="{film.url}#t=120" type="video/mp4">' in html
    assert f'<track kind="captions" src="{talk["transcript"].url}"' in html
    assert 'href="?t=120#film"' in html


@pytest.mark.parametrize("time", ["", "abc", "-1", "1.5", "²", "1" * 9])
def test_a_time_that_is_none_is_refused(client, publish, talk, time):
    publish(programme=[talk])

    assert client.get(ADDRESS, {"t": time}).status_code == 400


def test_two_items_of_one_name_have_addresses_of_their_own(client, publish, talk):
    publish(programme=[talk, talk, {"title": "Bokbussen i planen"}])

    assert [client.get(f"{ADDRESS[:-1]}{end}/").status_code for end in ("", "-2", "-3")] == [200, 200, 404]


def test_a_recording_goes_with_its_event(client, publish, talk):
    publish(programme=[talk]).unpublish()

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_recording_asks_the_same_however_many(client, publish, talk, django_assert_num_queries, count):
    publish(programme=[{**talk, "title": f"Punkt {n}"} for n in range(count)])
    address = "/traffpunkt/hostens-traffpunkt/punkt-0/"
    client.get(address)

    with django_assert_num_queries(6):
        client.get(address)


def test_the_sections_of_an_event_are_read_by_two_queries(publish, talk, django_assert_num_queries):
    publish(programme=[talk, {**talk, "title": "Annat"}])
    event = EventPage.objects.get()

    with django_assert_num_queries(2):
        sections = event.sections()

    assert [(one.url_suffix, one.anchor, one.heading_path) for one in sections if one.url_suffix][:3] == [
        ("bokbussen-i-planen/", "t=0", ("Bokbussen i planen", "0:00 Eva Åkesson")),
        ("bokbussen-i-planen/", "t=120", ("Bokbussen i planen", "2:00 Bo Berg")),
        ("bokbussen-i-planen/", "t=240", ("Bokbussen i planen", "4:00")),
    ]

"""Pages of recordings: film, transcript, links between them, and query counts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import EventPage
from events.recordings.models import TranscriptSegment

URL = "/traffpunkt/hostens-traffpunkt/bokbussen-i-planen/"


@pytest.fixture
def talk(document):
    return {
        "title": "Bokbussen i planen",
        "recording_url": "https://youtu.be/abc",
        "transcript": document(),
    }


def segments():
    return list(TranscriptSegment.objects.values_list("start", "end", "speaker", "text"))


SEGMENTS = [
    (0, 4, "Eva Åkesson", "Välkomna till Träffpunkt!"),
    (120, 129, "Bo Berg", "Vi räknade bokbussens hållplatser <tre gånger>."),
    (240, 245, "", "Tack."),
]


class TestTranscriptSegments:
    """Segments are stored when the event is published."""

    def test_publishing_stores_segments(self, publish, talk):
        publish(programme=[talk])

        assert segments() == SEGMENTS

    def test_draft_changes_segments_only_when_published(self, publish, talk, document):
        event = publish(programme=[talk])
        [item] = event.programme.all()
        item.transcript = document("ny.srt", "1\n00:00:01,000 --> 00:00:02,000\nNytt.\n")

        event.programme = [item]
        draft = event.save_revision()
        assert segments() == SEGMENTS

        draft.publish()
        assert segments() == [(1, 2, "", "Nytt.")]

    def test_removed_item_has_no_segments(self, publish, talk):
        event = publish(programme=[talk])
        event.programme = []
        event.save_revision().publish()

        assert segments() == []

    def test_range_of_a_longer_film_has_the_segments_within_it(self, publish, talk):
        publish(programme=[{**talk, "recording_starts_at": 100, "recording_length": 60}])

        assert segments() == SEGMENTS[1:2]

    def test_missing_file_is_published_without_segments(self, publish, talk):
        talk["transcript"].file.storage.delete(talk["transcript"].file.name)

        event = publish(programme=[talk])

        assert (event.live, segments()) == (True, [])


class TestReplacedTranscript:
    """A new file in place of a transcript's renews what is read and found at once; no event is published again."""

    NEW = "1\n00:00:01,000 --> 00:00:02,000\nOm biblioteksbåten.\n"

    @pytest.fixture
    def replace(self, editor, django_capture_on_commit_callbacks):
        def replace(document, content):
            values = {"title": "Utskrift", "collection": document.collection_id, "tags": ""}
            file = SimpleUploadedFile("ny.srt", content.encode())
            with django_capture_on_commit_callbacks(execute=True):
                return editor.post(f"/admin/documents/edit/{document.pk}/", {**values, "file": file})

        return replace

    def test_its_page_segments_captions_and_hits_are_renewed(self, client, publish, talk, document, replace):
        film = document("film.mp4", b"film")
        publish(programme=[{**talk, "recording_url": "", "recording_file": film}])

        replace(talk["transcript"], self.NEW)

        html = client.get(URL).text
        captions = client.get(re.search(r'<track kind="captions" src="([^"]+)"', html)[1])
        found = [
            client.get("/sok/", {"q": word, "source": "traffpunkt"}).text for word in ("biblioteksbåten", "hållplatser")
        ]
        assert segments() == [(1, 2, "", "Om biblioteksbåten.")]
        assert ("Om biblioteksbåten." in html, "Om biblioteksbåten." in captions.content.decode()) == (True, True)
        assert [f"{URL}#t=" in text for text in found] == [True, False]

    def test_a_draft_that_uses_it_has_none(self, section, publish, talk, replace):
        publish(programme=[talk]).unpublish()

        replace(talk["transcript"], self.NEW)

        assert segments() == SEGMENTS

    def test_a_broken_file_does_not_replace_it(self, publish, talk, replace):
        publish(programme=[talk])

        replace(talk["transcript"], self.NEW.replace(",000", ""))

        assert segments() == SEGMENTS


def test_each_segment_has_an_anchor_and_a_link_to_its_time_in_the_film(client, publish, talk):
    publish(programme=[talk])

    html = client.get(URL).text

    assert re.findall(r'<li id="([^"]+)">\s*<a class="transcript__time" href="([^"]+)">', html) == [
        ("t=0", "https://youtu.be/abc"),
        ("t=120", "https://youtu.be/abc?t=120s"),
        ("t=240", "https://youtu.be/abc?t=240s"),
    ]
    assert '<span class="visually-hidden">Spela upp från </span>2:00</a>' in html
    assert "<p><b>Bo Berg:</b> Vi räknade bokbussens hållplatser &lt;tre gånger&gt;.</p>" in html
    assert '<a href="/traffpunkt/hostens-traffpunkt/">Höstens träffpunkt</a>' in html
    assert '<span aria-current="page">Bokbussen i planen</span>' in html


def test_host_without_start_times_in_urls_gets_no_links(client, publish, talk):
    publish(programme=[{**talk, "recording_url": "https://play.example/1"}])

    html = client.get(URL).text

    assert '<a href="https://play.example/1" rel="external">' in html
    assert html.count('<span class="transcript__time">') == 3


def test_uploaded_film_starts_at_the_time_in_the_url(client, publish, talk, document):
    film = document("film.mp4", b"film")
    publish(programme=[{**talk, "recording_url": "", "recording_file": film}])

    html = client.get(f"{URL}?t=120").text

    assert f'<source src="{film.url}#t=120" type="video/mp4">' in html
    assert f'<track kind="captions" src="/documents/{talk["transcript"].pk}/captions/samtal.vtt"' in html
    assert 'href="?t=120#film"' in html


@pytest.mark.parametrize("time", ["", "abc", "-1", "1.5", "²", "1" * 9])
def test_invalid_time_is_rejected(client, publish, talk, time):
    publish(programme=[talk])

    assert client.get(URL, {"t": time}).status_code == 400


def test_items_with_the_same_title_have_unique_slugs(client, publish, talk):
    publish(programme=[talk, talk, {"title": "Bokbussen i planen"}])

    assert [client.get(f"{URL[:-1]}{end}/").status_code for end in ("", "-2", "-3")] == [200, 200, 404]


def test_recording_of_an_unpublished_event_is_not_found(client, publish, talk):
    publish(programme=[talk]).unpublish()

    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_page_is_constant(client, publish, talk, django_assert_num_queries, count):
    publish(programme=[{**talk, "title": f"Punkt {n}"} for n in range(count)])
    address = "/traffpunkt/hostens-traffpunkt/punkt-0/"
    client.get(address)

    with django_assert_num_queries(11):
        client.get(address)


def test_sections_of_an_event_take_two_queries(publish, talk, django_assert_num_queries):
    publish(programme=[talk, {**talk, "title": "Annat"}])
    event = EventPage.objects.get()

    with django_assert_num_queries(2):
        sections = event.sections()

    assert [(one.url_suffix, one.anchor, one.heading_path) for one in sections if one.url_suffix][:3] == [
        ("bokbussen-i-planen/", "t=0", ("Bokbussen i planen", "0:00 Eva Åkesson")),
        ("bokbussen-i-planen/", "t=120", ("Bokbussen i planen", "2:00 Bo Berg")),
        ("bokbussen-i-planen/", "t=240", ("Bokbussen i planen", "4:00")),
    ]

"""Rendering of videos and timestamps in their URLs."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from content.video import Video, timestamped_url


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=120s"),
        ("https://youtube.com/watch?v=abc&t=5", "https://youtube.com/watch?v=abc&t=120s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=120s"),
        ("https://vimeo.com/123#t=5s", "https://vimeo.com/123#t=120s"),
        ("https://play.example/1?x=2", "https://play.example/1?x=2"),
        ("https://notyoutube.com/watch?v=abc", "https://notyoutube.com/watch?v=abc"),
    ],
)
def test_timestamped_url_has_the_format_of_the_host(url, there):
    assert timestamped_url(url, 120) == there


@pytest.mark.parametrize("url", ["https://youtu.be/abc", "https://play.example/1"])
def test_timestamped_url_at_0_is_unchanged(url):
    assert timestamped_url(url, 0) == url


@pytest.mark.django_db
class TestUploadedVideo:
    def document(self, name):
        return Document.objects.create(title=name, file=ContentFile(b"x", name=name))

    def test_player_begins_at_the_start_time(self):
        file, captions = self.document("film.webm"), self.document("film.vtt")

        html = Video.from_document("Samtal", file, captions, minutes=12).starting_at(75).render_html()

        assert f'<source src="{file.url}#t=75" type="video/webm">' in html
        address = f"/documents/{captions.pk}/captions/{captions.filename}"
        assert f'<track kind="captions" src="{address}" srclang="sv" label="Undertexter" default>' in html
        assert "<figcaption>Samtal <small>12 minuter</small></figcaption>" in html

    def test_video_without_captions(self):
        film = Video.from_document("Samtal", self.document("film.mp4"), None)

        assert (film.captions, film.playback_url) == ("", film.url)


def test_external_video_renders_a_link_with_its_host():
    html = Video("Samtal", "https://www.youtube.com/watch?v=a", start=90).render_html()

    assert '<a href="https://www.youtube.com/watch?v=a&amp;t=90s" rel="external">Samtal</a>' in html
    assert "<small>Film hos youtube.com</small>" in html

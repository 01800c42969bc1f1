"""Films here and elsewhere, and where in them a link begins."""

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
def test_the_time_is_said_as_the_host_has_it_where_that_is_known(url, there):
    assert timestamped_url(url, 120) == there


@pytest.mark.parametrize("url", ["https://youtu.be/abc", "https://play.example/1"])
def test_the_beginning_needs_no_time(url):
    assert timestamped_url(url, 0) == url


@pytest.mark.django_db
class TestOwn:
    def document(self, name):
        return Document.objects.create(title=name, file=ContentFile(b"x", name=name))

    def test_it_is_played_here_from_where_it_starts(self):
        file, captions = self.document("film.webm"), self.document("film.vtt")

        html = Video.from_document("Samtal", file, captions, minutes=12).starting_at(75).render_html()

        assert f'<source src="{file.url}#t=75" type="video/webm">' in html
        assert f'<track kind="captions" src="{captions.url}" srclang="sv" label="Undertexter" default>' in html
        assert "<figcaption>Samtal <small>12 minuter</small></figcaption>" in html

    def test_captions_that_browsers_do_not_show_are_left_out(self):
        film = Video.from_document("Samtal", self.document("film.mp4"), self.document("film.srt"))

        assert (film.captions, film.playback_url) == ("", film.url)


def test_a_film_elsewhere_is_a_link_that_names_its_host():
    html = Video("Samtal", "https://www.youtube.com/watch?v=a", start=90).render_html()

    assert '<a href="https://www.youtube.com/watch?v=a&amp;t=90s" rel="external">Samtal</a>' in html
    assert "<small>Film hos youtube.com</small>" in html

"""Videos: an uploaded one is played here, an external one is a link that names its host; nothing is embedded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import reverse
from wagtail.documents.models import AbstractDocument

from content.components import DataclassComponent
from content.models import is_hidden

VIDEO_TYPES = ("mp4", "webm")
YOUTUBE_HOSTS = ("youtube.com", "m.youtube.com", "youtu.be")
VIMEO_HOSTS = ("vimeo.com",)


@dataclass(frozen=True)
class Video(DataclassComponent):
    """A video at a URL; an uploaded one has its media type. `start` is where playback begins, in seconds."""

    template_name: ClassVar[str] = "components/video.html"

    title: str
    url: str
    media_type: str = ""
    captions: str = ""  # URL of an uploaded video's captions
    minutes: int = 0
    start: int = 0
    is_removed: bool = False  # an uploaded one that is hidden from readers

    @classmethod
    def from_document(
        cls, title: str, file: AbstractDocument, captions: AbstractDocument | None, **values: Any
    ) -> Video:
        """An uploaded video with its captions as WebVTT; without address when it is hidden."""
        if is_hidden(file):
            return cls(title, "", is_removed=True, **values)
        if captions is None or is_hidden(captions):
            captions_url = ""
        else:
            captions_url = reverse("captions", args=[captions.pk, captions.filename])
        return cls(title, file.url, file.content_type, captions_url, **values)

    @property
    def host(self) -> str:
        return hostname(self.url)

    @property
    def playback_url(self) -> str:
        """The URL that plays from `start`: with a media fragment, or in the external host's own way if it is known."""
        if self.media_type:
            return f"{self.url}#t={self.start}" if self.start else self.url
        return timestamped_url(self.url, self.start)

    def starting_at(self, seconds: int) -> Video:
        return replace(self, start=seconds)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "host": self.host, "playback_url": self.playback_url}


def supports_timestamps(url: str) -> bool:
    """Whether a link to the URL's host can say where playback begins."""
    return hostname(url) in (*YOUTUBE_HOSTS, *VIMEO_HOSTS)


def timestamped_url(url: str, seconds: int) -> str:
    """The URL of an external video with a start time; unchanged for a host without known timestamp links."""
    parts = urlsplit(url)
    if not seconds or not supports_timestamps(url):
        return url
    if hostname(url) in VIMEO_HOSTS:
        return parts._replace(fragment=f"t={seconds}s").geturl()
    others = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
    return parts._replace(query=urlencode([*others, ("t", f"{seconds}s")])).geturl()


def hostname(url: str) -> str:
    """The host of a URL without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")

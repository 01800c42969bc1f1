"""Films: an own one is played here, one elsewhere is a link that names its host; nothing is loaded from there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from wagtail.documents.models import AbstractDocument

from content.components import Piece

VIDEO_TYPES = ("mp4", "webm")
CAPTION_TYPE = "vtt"
YOUTUBE = ("youtube.com", "m.youtube.com", "youtu.be")
VIMEO = ("vimeo.com",)


@dataclass(frozen=True)
class Film(Piece):
    """A film at an address; an own one has its media type. `start` is where it begins, in seconds."""

    template_name: ClassVar[str] = "components/film.html"

    title: str
    url: str
    media_type: str = ""
    captions: str = ""  # address of an own film's captions
    minutes: int = 0
    start: int = 0

    @classmethod
    def own(cls, title: str, file: AbstractDocument, captions: AbstractDocument | None, **values: Any) -> Film:
        """A film of the site; captions of another kind than browsers show are left out."""
        shown = captions.url if captions and captions.file_extension.lower() == CAPTION_TYPE else ""
        return cls(title, file.url, file.content_type, shown, **values)

    @property
    def host(self) -> str:
        return bare_host(self.url)

    @property
    def address(self) -> str:
        """The film from its start: by the media fragment of an own one, else as its host has it, if that is known."""
        if self.media_type:
            return f"{self.url}#t={self.start}" if self.start else self.url
        return address_at(self.url, self.start)

    def starting(self, seconds: int) -> Film:
        return replace(self, start=seconds)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "host": self.host, "address": self.address}


def knows_time(url: str) -> bool:
    """Whether a link to the film's host can say where it begins."""
    return bare_host(url) in (*YOUTUBE, *VIMEO)


def address_at(url: str, seconds: int) -> str:
    """The address that begins so far into a film elsewhere; unchanged where the host's way to say it is not known."""
    parts = urlsplit(url)
    if not seconds or not knows_time(url):
        return url
    if bare_host(url) in VIMEO:
        return parts._replace(fragment=f"t={seconds}s").geturl()
    others = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
    return parts._replace(query=urlencode([*others, ("t", f"{seconds}s")])).geturl()


def bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")

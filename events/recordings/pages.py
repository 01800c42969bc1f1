"""The recordings of a programme: each that has a transcript stands on a page of its own below the event's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.url_routing import RouteResult

from content.components import Breadcrumb, Breadcrumbs
from content.pages import BasePage
from content.toc import Section
from content.video import Video, supports_timestamps
from events.recordings.models import TranscriptSegment

LATEST = 100_000  # seconds: more than a day of film is a mistake in the address
LONGEST_ADDRESS = 60  # characters


@dataclass(frozen=True, slots=True)
class Recording:
    """A programme item with a transcript, and its address below the event's."""

    slug: str
    item: Any  # a ProgrammeItem

    def sections(self, segments: Iterable[TranscriptSegment]) -> list[Section]:
        """Each piece below its time, by which a reader knows one hit from the next."""
        return [
            Section(
                one.anchor, (self.item.title, f"{one.clock} {one.speaker}".strip()), 0, (one.text,), f"{self.slug}/"
            )
            for one in segments
        ]


def recordings(items: Iterable[Any]) -> list[Recording]:
    """Those with a transcript, each at an address made of its title, with a number where two have the same."""
    found: dict[str, Recording] = {}
    for item in items:
        if item.transcript_id is None:
            continue
        words = slugify(item.title)[:LONGEST_ADDRESS].strip("-") or "inspelning"
        slug, number = words, 1
        while slug in found:
            number += 1
            slug = f"{words}-{number}"
        found[slug] = Recording(slug, item)
    return list(found.values())


def said_in(items: Iterable[Any]) -> dict[int, list[TranscriptSegment]]:
    """The transcripts of some items by item: one query."""
    found: dict[int, list[TranscriptSegment]] = {}
    for segment in TranscriptSegment.objects.filter(item__in=[item.pk for item in items]):
        found.setdefault(segment.item_id, []).append(segment)
    return found


class RecordedPage(BasePage):
    """An event whose programme may have been recorded. Stands before ContentPage among the bases."""

    class Meta:
        abstract = True

    @cached_property
    def items(self) -> list[Any]:
        """The programme, in order."""
        raise NotImplementedError

    @cached_property
    def recordings(self) -> list[Recording]:
        return recordings(self.items)

    @cached_property
    def said(self) -> dict[int, list[TranscriptSegment]]:
        """The transcripts by item: one query, none without recordings."""
        return said_in([one.item for one in self.recordings]) if self.recordings else {}

    def sections(self) -> Sequence[Section]:
        spoken = [section for one in self.recordings for section in one.sections(self.said.get(one.item.pk, ()))]
        return [*super().sections(), *spoken]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The event, or the recording at the rest of the address."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        recording = next((one for one in self.recordings if one.slug == path_components[0]), None)
        if recording is None or not self.live:
            raise Http404
        return RouteResult(self, kwargs={"recording": recording})

    def serve(
        self, request: HttpRequest, *args: Any, recording: Recording | None = None, **kwargs: Any
    ) -> HttpResponse:
        if recording is None:
            return super().serve(request, *args, **kwargs)
        return TemplateResponse(request, "events/recording.html", self.recording_context(request, recording))

    def recording_context(self, request: HttpRequest, recording: Recording) -> dict[str, Any]:
        """The film from where `t` says, and what is said, each piece with the way to its place in the film."""
        item, start = recording.item, seconds_asked(request)
        film = item.film
        way = self.breadcrumbs(request)
        steps = [
            *(way.items[:-1] if way else ()),
            Breadcrumb(self.title, self.get_url(request)),
            Breadcrumb(item.title),
        ]
        segments = said_in([item]).get(item.pk, [])
        return {
            "page": self,
            "recording": recording,
            "item": item,
            "film": film.starting_at(start) if film and start is not None else film,
            "lines": [(segment, watch_address(film, segment.start)) for segment in segments],
            "breadcrumbs": Breadcrumbs(steps),
        }


def seconds_asked(request: HttpRequest) -> int | None:
    """Where the film shall begin, by the address.

    Raises:
        BadRequest: `t` is no such number.
    """
    asked = request.GET.get("t")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= len(str(LATEST)) and int(asked) <= LATEST):
        raise BadRequest(_("The time in the address is not a number of seconds."))
    return int(asked)


def watch_address(film: Video | None, seconds: int) -> str:
    """Where the film plays from a time: this page for an own one, else its host; empty where that is not known."""
    if film is None:
        return ""
    if film.media_type:
        return f"?t={seconds}#film"
    return film.starting_at(seconds).playback_url if supports_timestamps(film.url) else ""

"""Recordings of programme items, each with a transcript on a page of its own below the event's."""

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

MAX_START_SECONDS = 100_000  # more than a day: a mistake in the URL
MAX_SLUG_LENGTH = 60  # characters


@dataclass(frozen=True, slots=True)
class Recording:
    """A programme item with a transcript, and the slug of its page below the event's."""

    slug: str
    item: Any  # a ProgrammeItem

    def sections(self, segments: Iterable[TranscriptSegment]) -> list[Section]:
        """A section for each segment, headed by its time and speaker to tell search hits apart."""
        return [
            Section(
                segment.anchor,
                (self.item.title, f"{segment.timestamp} {segment.speaker}".strip()),
                0,
                (segment.text,),
                f"{self.slug}/",
            )
            for segment in segments
        ]


def recordings(items: Iterable[Any]) -> list[Recording]:
    """The items with a transcript, each with a unique slug made of its title."""
    by_slug: dict[str, Recording] = {}
    for item in items:
        if item.transcript_id is None:
            continue
        base = slugify(item.title)[:MAX_SLUG_LENGTH].strip("-") or "inspelning"
        slug, number = base, 1
        while slug in by_slug:
            number += 1
            slug = f"{base}-{number}"
        by_slug[slug] = Recording(slug, item)
    return list(by_slug.values())


def segments_by_item(items: Iterable[Any]) -> dict[int, list[TranscriptSegment]]:
    """The transcript segments of some items, by the item's primary key: one query."""
    by_item: dict[int, list[TranscriptSegment]] = {}
    for segment in TranscriptSegment.objects.filter(item__in=[item.pk for item in items]):
        by_item.setdefault(segment.item_id, []).append(segment)
    return by_item


class RecordedPage(BasePage):
    """An event page with recordings below it. Must come before ContentPage among the bases."""

    class Meta:
        abstract = True

    @cached_property
    def programme_items(self) -> list[Any]:
        """The programme items in order."""
        raise NotImplementedError

    @cached_property
    def recordings(self) -> list[Recording]:
        return recordings(self.programme_items)

    @cached_property
    def transcripts(self) -> dict[int, list[TranscriptSegment]]:
        """The transcript segments by item: one query, none without recordings."""
        return segments_by_item([recording.item for recording in self.recordings]) if self.recordings else {}

    def sections(self) -> Sequence[Section]:
        recorded = [
            section
            for recording in self.recordings
            for section in recording.sections(self.transcripts.get(recording.item.pk, ()))
        ]
        return [*super().sections(), *recorded]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The event, or its recording with the slug at the end of the path; 404 when there is none."""
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
        """The recording from the second `t`, and its transcript as pairs of a segment and the URL that plays it."""
        item, start = recording.item, start_seconds(request)
        film = item.film
        event_trail = self.breadcrumbs(request)
        parents = event_trail.items[:-1] if event_trail else ()
        crumbs = [*parents, Breadcrumb(self.title, self.get_url(request)), Breadcrumb(item.title)]
        segments = segments_by_item([item]).get(item.pk, [])
        return {
            "page": self,
            "recording": recording,
            "item": item,
            "film": film.starting_at(start) if film and start is not None else film,
            "transcript": [(segment, playback_url(film, segment.start)) for segment in segments],
            "breadcrumbs": Breadcrumbs(crumbs),
        }


def start_seconds(request: HttpRequest) -> int | None:
    """The second at which to start the recording, from the query string; None without `t`.

    Raises:
        BadRequest: `t` is not a number of seconds up to MAX_START_SECONDS.
    """
    value = request.GET.get("t")
    if value is None:
        return None
    is_short_number = value.isascii() and value.isdigit() and len(value) <= len(str(MAX_START_SECONDS))
    if not is_short_number or int(value) > MAX_START_SECONDS:
        raise BadRequest(_("The time in the address is not a number of seconds."))
    return int(value)


def playback_url(film: Video | None, seconds: int) -> str:
    """The URL that plays a film from a second: this page for an uploaded one, else its host.

    Empty without a film and for hosts whose URLs take no start time.
    """
    if film is None:
        return ""
    if film.media_type:
        return f"?t={seconds}#film"
    return film.starting_at(seconds).playback_url if supports_timestamps(film.url) else ""

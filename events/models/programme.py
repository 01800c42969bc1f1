"""Programme items of an event with their recordings, transcripts and slides."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Orderable

from content.admin.conditional_panels import ConditionalPanel
from content.captions.reader import document_cues
from content.captions.types import InvalidCaptions
from content.fields import WebAddressField
from content.toc import Section
from content.video import Video
from events.choices import CaptionsStatus
from events.film_time import FilmTimeField
from events.recordings.segmentation import Segment, segments
from events.rules import STATES_AFTER_EVENT

DOCUMENT_MODEL = "wagtaildocs.Document"


class ProgrammeItem(Orderable):
    """An item of the programme; its times are on the first day of the event."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="programme")
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    abstract = models.TextField(_("what it is about"), max_length=2_000, blank=True)
    speakers = models.TextField(
        _("who takes part"),
        max_length=1_000,
        blank=True,
        help_text=_("Role or name and organisation, one a line."),
    )
    recording_url = WebAddressField(_("address of the recording"), max_length=500, blank=True)
    recording_file = models.ForeignKey(
        DOCUMENT_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("own film"),
        help_text=_("A file of the kind mp4 or webm."),
    )
    recording_starts_at = FilmTimeField(
        _("begins at"),
        null=True,
        blank=True,
        help_text=_("Minutes and seconds into the film (12:30), when it holds more than this item."),
    )
    recording_length = FilmTimeField(
        _("length"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Minutes and seconds, such as 45:00."),
    )
    captions = models.CharField(_("captions"), max_length=10, choices=CaptionsStatus.choices, blank=True)
    captions_due = models.DateField(_("captions come on"), null=True, blank=True)
    transcript = models.ForeignKey(
        DOCUMENT_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("transcript with times"),
        help_text=_("A file of the kind vtt or srt; also the captions of an own film."),
    )
    slides = models.ForeignKey(
        DOCUMENT_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("slides")
    )

    AFTER_EVENT = (
        "recording_url",
        "recording_file",
        "recording_starts_at",
        "recording_length",
        "captions",
        "captions_due",
        "transcript",
        "slides",
    )

    panels = [
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("title"),
        FieldPanel("speakers"),
        FieldPanel("abstract"),
        ConditionalPanel(
            [
                HelpPanel(_("A recording is published with captions, or with the day when they come.")),
                FieldPanel("recording_url"),
                FieldPanel("recording_file"),
                FieldRowPanel([FieldPanel("recording_starts_at"), FieldPanel("recording_length")]),
                FieldRowPanel([FieldPanel("captions"), FieldPanel("captions_due")]),
                FieldPanel("transcript"),
                FieldPanel("slides"),
            ],
            {"state": sorted(STATES_AFTER_EVENT)},
            heading=_("After the event"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def clean(self) -> None:
        super().clean()
        if self.transcript is None:
            return
        try:
            spoken = self.transcript_segments()
        except InvalidCaptions as error:
            raise ValidationError({"transcript": str(error)}) from error
        except OSError as error:
            raise ValidationError({"transcript": gettext("The file is gone. Upload it again.")}) from error
        if not spoken:
            raise ValidationError(
                {"transcript": gettext("Nothing is said there in the part of the film that is given.")}
            )

    def planned_copy(self) -> ProgrammeItem:
        """An unsaved copy for another event, without what came after this one: recording, transcript, slides."""
        left_out = {"id", "page", *self.AFTER_EVENT}
        fields = [field.name for field in self._meta.concrete_fields if field.name not in left_out]
        return ProgrammeItem(**{name: getattr(self, name) for name in fields})

    @property
    def anchor(self) -> str:
        return f"punkt-{(self.sort_order or 0) + 1}"

    @property
    def film(self) -> Video | None:
        """The recording, starting where the item begins in it; None without a recording."""
        start, minutes = self.recording_starts_at or 0, round((self.recording_length or 0) / 60)
        if self.recording_file:
            return Video.from_document(self.title, self.recording_file, self.transcript, minutes=minutes, start=start)
        return Video(self.title, self.recording_url, minutes=minutes, start=start) if self.recording_url else None

    @property
    def recording_range(self) -> tuple[int, int | None]:
        """Start and end of the item in its recording, in seconds; the end is None when the length is unknown."""
        first = self.recording_starts_at or 0
        return first, first + self.recording_length if self.recording_length else None

    def transcript_segments(self) -> list[Segment]:
        """The segments of the transcript within the range of the item; empty without a transcript.

        Raises:
            InvalidCaptions: The file is neither WebVTT nor SRT.
            OSError: The file is missing in the storage.
        """
        return segments(document_cues(self.transcript), *self.recording_range) if self.transcript else []

    @property
    def has_planned_captions(self) -> bool:
        """Whether captions are announced for a date instead of being there."""
        return self.captions == CaptionsStatus.PLANNED and self.captions_due is not None

    def section(self) -> Section:
        texts = (*self.speakers.splitlines(), *self.abstract.splitlines())
        return Section(self.anchor, (self.title,), 3, tuple(filter(None, map(str.strip, texts))))

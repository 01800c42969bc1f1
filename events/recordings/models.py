"""Transcripts of recordings, as rows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy


class TranscriptSegment(models.Model):
    """What one speaker says without a break; `start` and `end` are seconds of the published recording."""

    item = models.ForeignKey(
        "events.ProgrammeItem", on_delete=models.CASCADE, related_name="segments", verbose_name=gettext_lazy("item")
    )
    position = models.PositiveIntegerField(gettext_lazy("order"))
    start = models.PositiveIntegerField(gettext_lazy("from"))
    end = models.PositiveIntegerField(gettext_lazy("to"))
    speaker = models.CharField(gettext_lazy("speaker"), max_length=200, blank=True)
    text = models.TextField(gettext_lazy("text"))

    class Meta:
        ordering = ["item", "position"]
        constraints = [models.UniqueConstraint(name="transcriptsegment_in_order", fields=["item", "position"])]

    @property
    def anchor(self) -> str:
        """The id of the segment on the recording's page."""
        return f"t={self.start}"

    @property
    def timestamp(self) -> str:
        """The start as `2:05` or `1:02:05`."""
        hours, rest = divmod(self.start, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

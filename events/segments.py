"""Keeps the transcripts of published programme items as rows: what readers see and search finds."""

from __future__ import annotations

import logging
from dataclasses import asdict

from django.db import transaction

from events.captions import CaptionsRefused
from events.models import ProgrammeItem
from events.recordings import TranscriptSegment

logger = logging.getLogger(__name__)


def renew_segments(page_pk: int) -> None:
    """Make the rows of an event's programme anew from its published items; a file that cannot be read has none."""
    items = ProgrammeItem.objects.filter(page=page_pk).select_related("transcript")
    with transaction.atomic():
        TranscriptSegment.objects.filter(item__page=page_pk).delete()
        TranscriptSegment.objects.bulk_create(segment for item in items for segment in segments(item))


def segments(item: ProgrammeItem) -> list[TranscriptSegment]:
    """The rows of an item, unsaved, in the order of time."""
    try:
        spoken = item.spoken()
    except (CaptionsRefused, OSError):
        logger.exception("The transcript of programme item %s was not read", item.pk)
        return []
    return [
        TranscriptSegment(item=item, position=position, **asdict(passage))
        for position, passage in enumerate(spoken, start=1)
    ]

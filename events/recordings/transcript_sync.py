"""Keeps the transcripts of published programme items as rows: what readers see and search finds."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from events.recordings.captions import CaptionsRefused
from events.recordings.models import TranscriptSegment

logger = logging.getLogger(__name__)


def sync_segments(items: QuerySet[Any]) -> None:
    """Make the rows of published programme items anew; a file that cannot be read has none."""
    items = items.select_related("transcript")
    with transaction.atomic():
        TranscriptSegment.objects.filter(item__in=items).delete()
        TranscriptSegment.objects.bulk_create(segment for item in items for segment in segments(item))


def segments(item: Any) -> list[TranscriptSegment]:
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

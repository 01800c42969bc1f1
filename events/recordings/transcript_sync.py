"""Stores the transcripts of published programme items as rows, which recording pages and the search read."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models.view_restrictions import BaseViewRestriction

from content.captions.types import InvalidCaptions
from events.recordings.models import TranscriptSegment

logger = logging.getLogger(__name__)


def sync_transcripts(items: QuerySet[Any]) -> None:
    """Replace the segments of published programme items.

    A hidden transcript leaves none, one that is not for everybody, and an unreadable file, which is logged.
    """
    kept = Q(transcript__audience=None) | Q(transcript__audience__restriction_type=BaseViewRestriction.NONE)
    shown = items.filter(kept, transcript__hidden=None).select_related("transcript")
    with transaction.atomic():
        TranscriptSegment.objects.filter(item__in=items).delete()
        TranscriptSegment.objects.bulk_create(row for item in shown for row in segment_rows(item))


def segment_rows(item: Any) -> list[TranscriptSegment]:
    """The unsaved segments of an item in order of time."""
    try:
        segments = item.transcript_segments()
    except (InvalidCaptions, OSError):
        logger.exception("The transcript of programme item %s was not read", item.pk)
        return []
    return [
        TranscriptSegment(item=item, position=position, **asdict(segment))
        for position, segment in enumerate(segments, start=1)
    ]

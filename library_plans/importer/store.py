"""Stores what was extracted from an edition's file."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from extraction.reasons import ExtractionReason, ReasonCode
from extraction.types import Extraction, MediaType, TextState
from library_plans.importer.staging import replace_passages, staged_passages
from library_plans.indexing import refresh_editions
from library_plans.models import Edition, EditionPage
from library_plans.querysets import READABLE, UNREAD
from library_plans.redaction.masking import apply_redactions

BATCH_SIZE = 200
EXTRACTED_FIELDS = ("state", "reasons", "reader_version", "page_count", "section_starts", "media_type")


class StaleExtraction(Exception):
    """The edition holds what a newer reader has read."""


def store_extraction(pk: int, extraction: Extraction) -> Edition:
    """Replace pages and passages of an edition by an extraction, and have the worker index them.

    The file and its facts are left alone. Passages are staged in portions and take the place of the old ones in one
    short transaction: there is never half an edition, and nobody waits. Safe to run again: the same extraction gives
    the same rows.

    Raises:
        StaleExtraction: The edition holds what a newer reader has read.
        Edition.DoesNotExist: No such edition.
    """
    with staged_passages(extraction) as reading, transaction.atomic():
        edition = Edition.all_objects.select_for_update().get(pk=pk)
        if edition.reader_version > extraction.reader_version:
            raise StaleExtraction(f"edition {pk} holds {edition.reader_version}")
        replace_passages(edition, reading)
        edition.pages.all().delete()
        EditionPage.objects.bulk_create(_pages(edition, extraction), batch_size=BATCH_SIZE)
        apply_redactions(edition)
        was_readable = edition.state in READABLE
        _update_edition(edition, extraction)
        refresh_editions(_editions_to_reindex(edition, extraction.state in READABLE, was_readable))
    return edition


def mark_interrupted(pk: int) -> None:
    """Say of an edition that has not been read that its reading was interrupted. One that has text keeps it."""
    reason = ExtractionReason(ReasonCode.READING_INTERRUPTED)
    Edition.all_objects.filter(pk=pk, state__in=UNREAD).update(state=TextState.INTERRUPTED, reasons=[reason.as_json()])


def _editions_to_reindex(edition: Edition, readable: bool, was_readable: bool) -> list[int]:
    """The edition, or all editions of the plan when another one may be preferred now."""
    if readable == was_readable:
        return [edition.pk]
    return list(Edition.objects.filter(plan=edition.plan_id).values_list("pk", flat=True))


def _update_edition(edition: Edition, extraction: Extraction) -> None:
    edition.state = extraction.state
    edition.reasons = [reason.as_json() for reason in extraction.reasons]
    edition.reader_version = extraction.reader_version
    edition.page_count = len(extraction.pages) or None
    # Fixed at the first reading that gave any, so that the number of a section never changes.
    edition.section_starts = edition.section_starts or list(extraction.section_starts)
    if not edition.media_type and extraction.media_type in list(MediaType):
        edition.media_type = extraction.media_type
    # Not `save`: its receivers would index the whole plan once more.
    Edition.all_objects.filter(pk=edition.pk).update(**{name: getattr(edition, name) for name in EXTRACTED_FIELDS})


def _pages(edition: Edition, extraction: Extraction) -> Iterator[EditionPage]:
    for page in extraction.pages:
        yield EditionPage(
            edition=edition,
            number=page.number,
            label=page.label,
            state=page.state,
            width=page.width,
            height=page.height,
        )

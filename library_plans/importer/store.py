"""Stores what was extracted from an edition's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from extraction.types import Extraction, MediaType, ReadPassage
from library_plans.indexing import refresh_editions
from library_plans.models import Edition, EditionPage, Passage
from library_plans.querysets import READABLE
from library_plans.redaction.masking import apply_redactions

BATCH_SIZE = 200
EXTRACTED_FIELDS = ("state", "reasons", "reader_version", "page_count", "section_starts", "media_type")


class StaleExtraction(Exception):
    """The edition holds what a newer reader has read."""


def store_extraction(pk: int, extraction: Extraction) -> Edition:
    """Replace pages and passages of an edition by an extraction, and reindex after commit.

    The file and its facts are left alone. One transaction: there is never half an edition. Safe to
    run again: the same extraction gives the same rows.

    Raises:
        StaleExtraction: The edition holds what a newer reader has read.
        Edition.DoesNotExist: No such edition.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=pk)
        if edition.reader_version > extraction.reader_version:
            raise StaleExtraction(f"edition {pk} holds {edition.reader_version}")
        edition.passages.all().delete()
        edition.pages.all().delete()
        EditionPage.objects.bulk_create(_pages(edition, extraction), batch_size=BATCH_SIZE)
        passages = _passages(edition, extraction)
        while some := list(islice(passages, BATCH_SIZE)):
            Passage.objects.bulk_create(some)
        apply_redactions(edition)
        was_readable = edition.state in READABLE
        _update_edition(edition, extraction)
        refresh_editions(_editions_to_reindex(edition, extraction.state in READABLE, was_readable))
    return edition


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
    Edition.objects.filter(pk=edition.pk).update(**{name: getattr(edition, name) for name in EXTRACTED_FIELDS})


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


def _passages(edition: Edition, extraction: Extraction) -> Iterator[Passage]:
    for position, passage in enumerate(extraction.passages, start=1):
        yield Passage(
            edition=edition,
            page_number=passage.page,
            position=position,
            kind=passage.kind,
            level=passage.level,
            heading_path=list(passage.heading_path),
            language=passage.language,
            text=_without_nul(passage),
            boxes=[list(box) for box in passage.boxes],
        )


def _without_nul(passage: ReadPassage) -> str:
    """The text with blanks instead of NUL, which databases refuse; offsets stay the same."""
    return passage.text.replace("\0", " ")

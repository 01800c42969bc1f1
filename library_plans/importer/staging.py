"""Writes passages in portions beside the live ones, then puts them in their place by one statement.

A transaction of many rows would hold the write lock of SQLite, and so stop every editor, while Python makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from extraction.types import Extraction, ReadPassage
from library_plans.models import Edition, Passage, StagedPassage
from library_plans.models.editions import PassageFields

BATCH_SIZE = 200
FORGOTTEN_AFTER = timedelta(hours=1)  # no reading takes so long


@contextmanager
def staged_passages(extraction: Extraction) -> Iterator[UUID]:
    """The name of a reading whose passages are staged in the context, some at a time."""
    reading = uuid4()
    rows = _rows(reading, extraction)
    try:
        while some := list(islice(rows, BATCH_SIZE)):
            StagedPassage.objects.bulk_create(some)
        yield reading
    finally:
        StagedPassage.objects.filter(reading=reading).delete()


def replace_passages(edition: Edition, reading: UUID) -> None:
    """Delete an edition's passages and put the staged ones in their place; within the caller's transaction."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in PassageFields._meta.local_fields)
    live, staged = quote(Passage._meta.db_table), quote(StagedPassage._meta.db_table)
    named = StagedPassage._meta.get_field("reading").get_db_prep_value(reading, connection)
    edition.passages.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {live} ({columns}, edition_id) SELECT {columns}, %s FROM {staged} "
            "WHERE reading = %s ORDER BY position",
            [edition.pk, named],
        )


def delete_forgotten() -> int:
    """Delete what readings left that were killed. Gives the number of rows."""
    return StagedPassage.objects.filter(staged_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()[0]


def _rows(reading: UUID, extraction: Extraction) -> Iterator[StagedPassage]:
    for position, passage in enumerate(extraction.passages, start=1):
        yield StagedPassage(
            reading=reading,
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

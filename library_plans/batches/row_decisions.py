"""What an editor decides on the rows of a batch: to have them entered, or to leave them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from library_plans.batches.row_registration import discard_file
from library_plans.batches.tasks import enter_import_row
from library_plans.choices import ImportStatus
from library_plans.models import ImportRow
from library_plans.models.imports import UNDECIDED


@transaction.atomic
def accept_rows(rows: Iterable[ImportRow], user: Any) -> int:
    """Have rows entered by the worker; those that cannot be, or that somebody decided on meanwhile, are passed over."""
    accepted = 0
    for row in rows:
        undecided = ImportRow.objects.filter(pk=row.pk, status__in=UNDECIDED)
        if row.may_be_accepted and undecided.update(status=ImportStatus.ACCEPTED, acted_by=user, refusal=""):
            enter_import_row.enqueue(row.pk)
            accepted += 1
    return accepted


@transaction.atomic
def skip_rows(rows: Iterable[ImportRow], user: Any) -> int:
    """Leave rows out: they are not entered, and their waiting copies go."""
    skipped = 0
    for row in ImportRow.objects.select_for_update().filter(pk__in=[row.pk for row in rows], status__in=UNDECIDED):
        row.status, row.acted_by, row.acted_at = ImportStatus.SKIPPED, user, timezone.now()
        discard_file(row)
        row.save()
        skipped += 1
    return skipped

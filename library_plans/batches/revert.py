"""Takes back what a batch made in the register, as registered in error, and puts it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry

from content.history import ACTION
from library_plans.choices import ImportStatus
from library_plans.models import Decision, Edition, ImportBatch, ImportRow, Plan
from library_plans.status_periods.sync import batched_updates
from library_plans.voiding import Row, restore_rows, void_rows

MODELS: dict[str, type[Any]] = {model.__name__: model for model in (Plan, Edition, Decision)}
CHUNK = 500


def take_back(batch: ImportBatch, user: Any, reason: str) -> list[ImportRow]:
    """Declare all that the batch made registered in error. Gives the rows that are left, as somebody changed them.

    Raises:
        ValidationError: Without a reason.
    """

    def change(made: Sequence[Row]) -> None:
        void_rows([row for row in made if not row.is_voided], user, reason)

    with LogContext(user=user), batched_updates():
        rows = list(locked_rows(batch).exclude(made=[]).exclude(status=ImportStatus.TAKEN_BACK))
        return change_unchanged(rows, change, lambda row: ImportStatus.TAKEN_BACK)


def put_back(batch: ImportBatch, user: Any) -> list[ImportRow]:
    """Have what was taken back stand again where it stood. Gives the rows that are left, as somebody changed them."""

    def change(made: Sequence[Row]) -> None:
        restore_rows([row for row in made if row.is_voided])

    with LogContext(user=user), batched_updates():
        rows = list(locked_rows(batch).filter(status=ImportStatus.TAKEN_BACK))
        return change_unchanged(rows, change, status_before)


def locked_rows(batch: ImportBatch) -> Any:
    """The rows of a batch, while nobody else takes it back."""
    ImportBatch.objects.select_for_update().get(pk=batch.pk)
    return batch.rows.select_related("edition")


def status_before(row: ImportRow) -> ImportStatus:
    is_entered = any(model != Decision.__name__ for model, key in row.made)
    return ImportStatus.ENTERED if is_entered else ImportStatus.KNOWN


def change_unchanged(
    rows: Sequence[ImportRow],
    change: Callable[[Sequence[Row]], None],
    status: Callable[[ImportRow], ImportStatus],
) -> list[ImportRow]:
    """Change what the rows made and nobody has changed since. Gives the other rows."""
    changed = changed_plans(rows)
    done = [row for row in rows if row.edition and row.edition.plan_id not in changed]
    change(made_by_rows(done))
    for row in done:
        row.status, row.acted_at = status(row), timezone.now()
    ImportRow.objects.bulk_update(done, ["status", "acted_at"], batch_size=CHUNK)
    return [row for row in rows if row not in done]


def made_by_rows(rows: Sequence[ImportRow]) -> list[Row]:
    keys = [(model, key) for row in rows for model, key in row.made]
    return [
        made
        for name, model in MODELS.items()
        for made in model.all_objects.filter(pk__in=[key for of, key in keys if of == name])
    ]


def changed_plans(rows: Sequence[ImportRow]) -> set[int]:
    """The plans, by primary key, whose history goes on after the batch last touched them."""
    touched: dict[int, datetime] = {}
    for row in rows:
        if row.edition and row.acted_at:
            touched[row.edition.plan_id] = max(row.acted_at, touched.get(row.edition.plan_id, row.acted_at))
    keys, latest = list(touched), {}
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Plan), action=ACTION)
    for first in range(0, len(keys), CHUNK):
        found = log.filter(object_id__in=list(map(str, keys[first : first + CHUNK])))
        latest.update(found.order_by().values_list("object_id").annotate(Max("timestamp")))
    return {key for key, moment in touched.items() if str(key) in latest and latest[str(key)] > moment}

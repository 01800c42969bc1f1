"""History of rows: who changed which field when, and from what to what. Kept in Wagtail's log of models.

Signals write it, so changes by importers and commands are there too; `QuerySet.update` and bulk writes are not.
Inside the admin the user is the one who is signed in; elsewhere nobody, or the user of a `LogContext`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

ACTION = "content.change"
ADDED, CHANGED, REMOVED = "added", "changed", "removed"


def track_history(
    model: type[Model], *, part_of: str = "", exclude: Collection[str] = (), additions: bool = True
) -> None:
    """Log every save and deletion of a model's rows that changes a field, but for the excluded ones.

    Rows with `part_of`, the name of a foreign key, are logged in the history of what it points to: a row that moves in
    both histories. Without `additions` a new row is not logged, for tables that are loaded from a list.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in exclude]
    unique = f"history.{model._meta.label_lower}"

    def remember(instance: Any, raw: bool = False, **signal: Any) -> None:
        rows = model._meta.base_manager
        instance.stored_before_save = rows.filter(pk=instance.pk).first() if instance.pk else None

    def saved(instance: Any, created: bool, **signal: Any) -> None:
        if created and not additions:
            return
        if changes := list(changed_values(instance.stored_before_save, instance, fields)):
            log_change(instance, ADDED if created else CHANGED, changes, part_of, instance.stored_before_save)

    def deleted(instance: Any, **signal: Any) -> None:
        log_change(instance, REMOVED, list(changed_values(instance, None, fields)), part_of)

    pre_save.connect(remember, sender=model, weak=False, dispatch_uid=f"{unique}.remember")
    post_save.connect(saved, sender=model, weak=False, dispatch_uid=f"{unique}.saved")
    post_delete.connect(deleted, sender=model, weak=False, dispatch_uid=f"{unique}.deleted")


def changed_values(old: Any, new: Any, fields: Sequence[Field]) -> Iterator[dict[str, Any]]:
    """`{"field", "old", "new"}` for each field whose value differs; of a new or removed row those that have a value."""
    for field in fields:
        before, after = (raw_value(row, field) for row in (old, new))
        if before != after and not (before in (None, "") and after in (None, "")):
            yield {"field": field.name, "old": told_value(old, field), "new": told_value(new, field)}


def raw_value(row: Any, field: Field) -> Any:
    """The value as the database has it; None without a row."""
    return None if row is None else field.to_python(getattr(row, field.attname))


def told_value(row: Any, field: Field) -> Any:
    """The value as it is kept in the log: that of a relation is the name that the other row has now."""
    value = raw_value(row, field)
    if value is not None and field.is_relation:
        return str(getattr(row, field.name))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, FieldFile) else value


def log_change(row: Any, kind: str, changes: list[dict[str, Any]], part_of: str = "", stored: Any = None) -> None:
    """Log the changes of a row for the row itself, or for what it is and was a part of: one query."""
    context = get_active_log_context()
    subject = row._meta.get_field(part_of).related_model if part_of else type(row)
    keys = {getattr(one, f"{part_of}_id") if part_of else one.pk for one in (row, stored) if one is not None}
    name = str(row)
    data = {"row": {"model": row._meta.label_lower, "pk": row.pk, "name": name}, "kind": kind, "changes": changes}
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=ContentType.objects.get_for_model(subject),
            object_id=str(key),
            label=name,
            action=ACTION,
            data=data,
            timestamp=timezone.now(),
            uuid=context.uuid,
            user=context.user,
            content_changed=True,
        )
        for key in sorted(keys)
    )

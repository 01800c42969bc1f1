"""The history of a row in the admin: each change with field, old and new value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.history import HistoryFilterSet, HistoryView, LogEntryUserColumn
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from content.history import ACTION, ADDED, CHANGED, REMOVED

KINDS = {ADDED: gettext_lazy("added"), CHANGED: gettext_lazy("changed"), REMOVED: gettext_lazy("removed")}
ROW = "rad"  # the parameter that limits the history to one part, as `library_plans.decision-3`


class ShownChange(NamedTuple):
    """The name of a field with its values before and after, in words; "–" for none."""

    field: str
    old: str
    new: str


def shown_changes(entry: ModelLogEntry) -> Iterator[ShownChange]:
    """The changes of an entry, with the labels that fields and choices have today."""
    model = apps.get_model(entry.data["row"]["model"])
    for change in entry.data["changes"]:
        try:
            field: Any = model._meta.get_field(change["field"])
        except FieldDoesNotExist:
            yield ShownChange(change["field"], str(change["old"]), str(change["new"]))
        else:
            label = capfirst(str(field.verbose_name))
            yield ShownChange(label, value_text(field, change["old"]), value_text(field, change["new"]))


def value_text(field: Any, value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(field, DateTimeField):
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "Y-m-d H:i")
    return str(dict(field.flatchoices).get(value, value))


def subject_text(entry: ModelLogEntry) -> str:
    """What was changed and how: "Beslut Antagande 2023-10-26: ändrad"."""
    row = entry.data["row"]
    kind = capfirst(str(apps.get_model(row["model"])._meta.verbose_name))
    return f"{kind} {row['name']}: {KINDS[entry.data['kind']]}"


class ChangeFormatter(LogFormatter):
    """The line of a change in Wagtail's report of the whole site."""

    label = gettext_lazy("Change")

    def format_message(self, entry: ModelLogEntry) -> str:
        return subject_text(entry)

    def format_comment(self, entry: ModelLogEntry) -> str:
        return "; ".join(f"{change.field}: {change.old} → {change.new}" for change in shown_changes(entry))


class ChangeFilterSet(HistoryFilterSet):
    """Filters by person and day; there is one action."""

    def get_action_choices(self) -> list[tuple[str, str]]:
        return []


class ChangesColumn(Column):
    """A line for each field."""

    cell_template_name = "content/admin/changes_cell.html"

    def get_value(self, instance: ModelLogEntry) -> list[ShownChange]:
        return list(shown_changes(instance))


class ChangeHistoryView(HistoryView):
    """Everything that happened to a row and its parts, the latest first; `rad=` limits it to one part."""

    filterset_class = ChangeFilterSet
    columns = [
        DateColumn("timestamp", label=gettext_lazy("Date"), width="15%"),
        LogEntryUserColumn("user", label=gettext_lazy("User"), width="15%"),
        Column("subject", label=gettext_lazy("What"), accessor=subject_text, width="25%"),
        ChangesColumn("changes", label=gettext_lazy("Changes")),
    ]

    def get_base_queryset(self) -> QuerySet[ModelLogEntry]:
        entries = ModelLogEntry.objects.for_instance(self.object).filter(action=ACTION)
        model, _dash, key = self.request.GET.get(ROW, "").rpartition("-")
        if model and key.isdecimal():
            entries = entries.filter(data__row__model=model, data__row__pk=int(key))
        found: QuerySet[ModelLogEntry] = self._annotate_queryset(entries)
        return found

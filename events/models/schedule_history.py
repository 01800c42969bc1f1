"""The history of an event's public schedule, stored as append-only rows."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.choices import EventState

SCHEDULE_FIELDS = ("starts", "ends", "place", "state", "reason")


def deny_change(*args: Any, **kwargs: Any) -> NoReturn:
    """Raises PermissionDenied."""
    raise PermissionDenied(_("What has been public about an event stays in its log."))


class ScheduleChangeQuerySet(models.QuerySet["ScheduleChange"]):
    """Rows can be created and read, not updated or deleted."""

    delete = deny_change
    update = deny_change
    bulk_update = deny_change


class ScheduleChange(models.Model):
    """The schedule that was public from `changed_at` until the next row. Not part of the page's revisions.

    Raises PermissionDenied when saved again or deleted; an event with rows cannot be deleted.
    """

    page = models.ForeignKey("events.EventPage", on_delete=models.PROTECT, related_name="schedule_changes")
    changed_at = models.DateTimeField(gettext_lazy("changed at"), default=timezone.now)
    starts = models.DateTimeField(gettext_lazy("starts"))
    ends = models.DateTimeField(gettext_lazy("ends"))
    place = models.CharField(gettext_lazy("place"), max_length=200, blank=True)
    state = models.CharField(gettext_lazy("state"), max_length=20, choices=EventState.choices)
    reason = models.TextField(gettext_lazy("reason"), max_length=600, blank=True)

    objects = ScheduleChangeQuerySet.as_manager()

    class Meta:
        ordering = ["page", "changed_at", "pk"]
        verbose_name = gettext_lazy("change of an event")
        verbose_name_plural = gettext_lazy("changes of events")

    def __str__(self) -> str:
        return f"{self.changed_at:%Y-%m-%d} {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            deny_change()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        deny_change()

    def matches(self, event: Any) -> bool:
        """Whether the event has the same schedule now."""
        return all(getattr(self, name) == getattr(event, name) for name in SCHEDULE_FIELDS)


def record_schedule_change(event: Any) -> None:
    """Store the schedule of an event that was just published, unless it is the same as before."""
    last = event.schedule_changes.last()
    if last is None or not last.matches(event):
        ScheduleChange.objects.create(page_id=event.pk, **{name: getattr(event, name) for name in SCHEDULE_FIELDS})

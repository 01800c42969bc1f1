"""What was public about when and where an event is, and since when: a log that nobody can change."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.choices import State

PUBLIC = ("starts", "ends", "place", "state", "reason")


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise PermissionDenied(_("What has been public about an event stays in its log."))


class DateLogQuerySet(models.QuerySet["DateLogEntry"]):
    """Rows can be added and read."""

    delete = refuse
    update = refuse
    bulk_update = refuse


class DateLogEntry(models.Model):
    """What was public from `logged_at` on, until the next entry. No revision holds it, so no form reaches it.

    Raises PermissionDenied when saved again or deleted; a page that has entries cannot be deleted.
    """

    page = models.ForeignKey("events.EventPage", on_delete=models.PROTECT, related_name="date_log")
    logged_at = models.DateTimeField(gettext_lazy("logged at"), default=timezone.now)
    starts = models.DateTimeField(gettext_lazy("starts"))
    ends = models.DateTimeField(gettext_lazy("ends"))
    place = models.CharField(gettext_lazy("place"), max_length=200, blank=True)
    state = models.CharField(gettext_lazy("state"), max_length=20, choices=State.choices)
    reason = models.TextField(gettext_lazy("reason"), max_length=600, blank=True)

    objects = DateLogQuerySet.as_manager()

    class Meta:
        ordering = ["page", "logged_at", "pk"]
        verbose_name = gettext_lazy("change of an event")
        verbose_name_plural = gettext_lazy("changes of events")

    def __str__(self) -> str:
        return f"{self.logged_at:%Y-%m-%d} {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse()

    def tells(self, event: Any) -> bool:
        """Whether it says what the event says now."""
        return all(getattr(self, name) == getattr(event, name) for name in PUBLIC)


def log(event: Any) -> None:
    """Write down what is public of an event that was just published, when it differs from what was before."""
    last = event.date_log.last()
    if last is None or not last.tells(event):
        DateLogEntry.objects.create(page_id=event.pk, **{name: getattr(event, name) for name in PUBLIC})

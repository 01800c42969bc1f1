"""When somebody last looked at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

PAUSE = timedelta(minutes=30)  # after which looking again is another visit


class DeskVisitManager(models.Manager):
    def begin(self, user: Any) -> datetime | None:
        """Note that a user looks at the desk; gives the end of the visit before this one, None at the first.

        Nothing is noted while the site is read-only. Two queries.
        """
        now = timezone.now()
        visit: Any = self.filter(user=user).first()
        if visit is None:
            visit = DeskVisit(user=user)
        elif now - visit.last_look > PAUSE:
            visit.previous_end = visit.last_look
        visit.last_look = now
        if not settings.READ_ONLY:
            visit.save()
        previous_end: datetime | None = visit.previous_end
        return previous_end


class DeskVisit(models.Model):
    """A row for each user of the desk."""

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+", editable=False
    )
    last_look = models.DateTimeField(editable=False)
    previous_end = models.DateTimeField(null=True, editable=False)

    objects = DeskVisitManager()

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["user"]

    def __str__(self) -> str:
        return str(self.last_look)

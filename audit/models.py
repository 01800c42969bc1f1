"""Rows of the log. They are added and, when their time is over, pruned; never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.choices import KEPT, KEPT_SHORT, SHORT_LIVED, Action


class AuditEventQuerySet(models.QuerySet):
    def outlived(self, now: datetime) -> Self:
        """Those whose time is over."""
        short = Q(action__in=SHORT_LIVED, at__lt=now - KEPT_SHORT)
        return self.filter(short | Q(at__lt=now - KEPT))


class AuditEvent(models.Model):
    """Something that somebody did, in which roles: an id and codes, no name, no address of a client."""

    wagtail_reference_index_ignore = True

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True, editable=False)
    action = models.CharField(_("what"), max_length=30, choices=Action, editable=False)
    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("person"),
    )
    roles = models.CharField(_("roles"), max_length=255, blank=True, editable=False)
    organisation = models.CharField(_("organisation"), max_length=12, blank=True, editable=False)
    path = models.CharField(_("address"), max_length=255, blank=True, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of the log")
        verbose_name_plural = _("log of sign-ins and rights")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row.

        Raises:
            ValueError: It is there already.
        """
        if not self._state.adding:
            raise ValueError("An event of the log does not change.")
        super().save(*args, **kwargs)

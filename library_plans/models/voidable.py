"""Rows of the register that turned out to be wrong: kept, and left out of everything that is shown or counted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Voidable(models.Model):
    """A row that can be declared registered in error, with a reason, and taken back.

    `objects` of a model leaves such rows out, with all that belongs to a plan that is one; `all_objects` has them.
    """

    voided_at = models.DateTimeField(_("registered in error since"), null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("registered in error according to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    void_reason = models.CharField(_("why it was registered in error"), max_length=255, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_voided_for_a_reason", condition=Q(voided_at__isnull=True) | ~Q(void_reason="")
            )
        ]

    @property
    def is_voided(self) -> bool:
        """Whether the row itself is registered in error; what belongs to a plan that is one need not be."""
        return self.voided_at is not None

    def mark_void(self, user: Any, reason: str) -> None:
        """Set the fields, without saving. Raises ValidationError without a reason."""
        if not reason.strip():
            raise ValidationError(gettext("Say why it was registered in error."))
        self.voided_at, self.voided_by, self.void_reason = timezone.now(), user, reason.strip()

    def unmark_void(self) -> None:
        """Clear the fields, without saving."""
        self.voided_at, self.voided_by, self.void_reason = None, None, ""

"""The one row that holds a sender's personal data."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERSONAL = ("name", "email", "phone")


class Contact(models.Model):
    """Who sent something in, as they wrote it. It can be blanked; the case then says nothing of the person."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    bounced_at = models.DateTimeField(_("mail came back"), null=True, blank=True, editable=False)
    blanked_at = models.DateTimeField(_("disposed of"), null=True, blank=True, editable=False)
    blanked_ground = models.CharField(_("ground for the disposal"), max_length=255, blank=True, editable=False)
    blanked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("disposal approved by"),
    )

    class Meta:
        verbose_name = _("sender's data")
        verbose_name_plural = _("senders' data")
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contact_blanked_is_empty",
                condition=Q(blanked_at__isnull=True) | (Q(name="", email="", phone="") & ~Q(blanked_ground="")),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def blank(self, ground: str, approver: Any) -> None:
        """Take the personal data away for good, and save why and who approved it."""
        for field in PERSONAL:
            setattr(self, field, "")
        self.blanked_at, self.blanked_ground, self.blanked_by = timezone.now(), ground, approver
        self.save()

"""Invitations to act for an organisation, by mail."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models.memberships import Membership
from accounts.models.users import User
from organisations.models import Organisation

VALID_FOR = timedelta(days=14)
TOKEN_BYTES = 32


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that can still be accepted."""
        now = timezone.now()
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def unanswered(self) -> Self:
        """Neither accepted nor revoked: open, or expired and waiting to be sent anew."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def with_token(self, token: str) -> Self:
        """The one that a link with this token is for."""
        return self.filter(token_hash=hash_token(token))


class Invitation(models.Model):
    """An invitation. The link's token is stored as a hash: who reads the database cannot follow it."""

    wagtail_reference_index_ignore = True

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: when the invitation is accepted."))
    ends = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )
    deputy_for = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-sent_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_accepted_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.get_role_display()}, {self.organisation}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    def renew_token(self, now: datetime | None = None) -> str:
        """Give it a new link and time; returns the new token. Links sent before are void; nothing is saved."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.token_hash = hash_token(token)
        self.sent_at = now or timezone.now()
        self.expires_at = self.sent_at + VALID_FOR
        return token


def hash_token(token: str) -> str:
    """What is stored of a token: SHA-256, in hexadecimal."""
    return sha256(token.encode()).hexdigest()

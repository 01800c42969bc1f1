"""Links by which an organisation without account sends in and confirms."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.invitations import TOKEN_BYTES, hash_token
from organisations.models import Organisation
from submissions.models.cases import Submission

VALID_FOR = timedelta(days=30)


class AccessLinkQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that still open."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> Self:
        """The one that a token is for."""
        return self.filter(token_hash=hash_token(token))


class AccessLink(models.Model):
    """A link that was sent to an address, for one organisation and some time. Its token is stored as a hash.

    Whoever opens it sends in for the organisation, and sees the cases that were sent by it and no others.
    """

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    email = models.EmailField(_("e-mail address"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    submissions: models.ManyToManyField[Submission, models.Model] = models.ManyToManyField(
        Submission, related_name="access_links", editable=False
    )

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link without account")
        verbose_name_plural = _("links without account")
        default_permissions = ()
        ordering: ClassVar = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.email}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    def renew_token(self) -> str:
        """Give it a token and time; returns the token. Nothing is saved."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.token_hash = hash_token(token)
        self.sent_at = timezone.now()
        self.expires_at = self.sent_at + VALID_FOR
        return token

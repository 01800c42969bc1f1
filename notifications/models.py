"""What is sent to whom and why, how often somebody wants mail, and KB's wording of letters."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import Actor
from notifications.choices import NoticeState, Pace
from notifications.placeholders import unknown_placeholders
from notifications.reasons import letter_choices, reason_label
from organisations.models import Organisation


class NoticeQuerySet(models.QuerySet):
    def seen_by(self, actor: Actor) -> Self:
        """All for KB, for a region's officer those that name an organisation of the county.

        What waits in the outbox is seen by those who may send it.
        """
        if actor.is_kb:
            return self.all()
        own = self.filter(organisation__county_code__in=actor.counties_in_charge - {""})
        return own.exclude(state=NoticeState.HELD, region_sends=False)

    def forget_address(self) -> int:
        """Blank the addresses: that of a user is the user's own, another is gone. Gives the number of rows."""
        return self.exclude(address="").update(address="")


class Notice(models.Model):
    """One mail to one recipient. The address is the only personal data, and can be blanked.

    What is mailed as HTML is made of `text`, so that whoever reads or changes the text has seen all of it.
    """

    wagtail_reference_index_ignore = True

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in the Message-ID, which bounces name
    reason = models.CharField(_("why"), max_length=40, editable=False)
    about = models.CharField(
        _("about"), max_length=40, blank=True, db_index=True, editable=False, help_text=_("The number of a case.")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("organisation"),
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, editable=False, verbose_name=_("person")
    )
    address = models.EmailField(_("e-mail address"), blank=True, editable=False)  # of a user: where it was sent
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    state = models.CharField(
        _("state"), max_length=20, choices=NoticeState, default=NoticeState.QUEUED, db_index=True, editable=False
    )
    region_sends = models.BooleanField(default=False, editable=False)  # from the outbox, beside KB
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)  # sent or discarded from the outbox
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    error = models.CharField(_("last error"), max_length=80, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    bounced_at = models.DateTimeField(_("came back"), null=True, editable=False)
    gathered_in = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ("view", "change")
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def to_address(self) -> str:
        """Where it goes, or went; empty when that has been blanked."""
        return self.address or (self.user.email if self.user and not self.user.removed_at else "")

    @property
    def reason_label(self) -> str:
        return reason_label(self.reason)


class MailPreference(models.Model):
    """How often a user wants mail about what may wait; at once without a row."""

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+", editable=False)
    pace = models.CharField(_("How often do you want mail?"), max_length=10, choices=Pace, default=Pace.AT_ONCE)

    class Meta:
        verbose_name = _("preference about mail")
        verbose_name_plural = _("preferences about mail")
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_pace_display()


class ReplyTemplate(models.Model):
    """KB's wording of the letters of one reason; the site's own is used without."""

    wagtail_reference_index_ignore = True

    reason = models.CharField(_("letter"), max_length=40, unique=True)
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"))

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering: ClassVar = ["reason"]

    def __str__(self) -> str:
        return reason_label(self.reason)

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        for field in ("subject", "body"):
            if unknown := unknown_placeholders(getattr(self, field)):
                errors[field] = _("There is nothing to put in place of %(names)s.") % {"names": ", ".join(unknown)}
        if self.reason and self.reason not in dict(letter_choices()):
            errors["reason"] = _("There are no such letters.")
        if errors:
            raise ValidationError(errors)

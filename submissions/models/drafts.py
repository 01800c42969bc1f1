"""What somebody is filling in and has not sent yet."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from submissions.choices import Kind
from submissions.models.access_links import AccessLink
from submissions.models.attachments import Attachment
from submissions.models.cases import Submission


class SubmissionDraft(models.Model):
    """A form as it was typed, valid or not, of a user or of somebody who came by a link.

    The key stands in the form: whoever sends it twice, or does not know whether it was taken, is led to the one case.
    """

    wagtail_reference_index_ignore = True

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    link = models.ForeignKey(AccessLink, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    data: models.JSONField[Any, Any] = models.JSONField(default=dict, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="draft", null=True, editable=False
    )

    class Meta:
        verbose_name = _("draft of a case")
        verbose_name_plural = _("drafts of cases")
        default_permissions = ()
        ordering: ClassVar = ["-changed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="submissiondraft_of_user_or_link",
                condition=Q(user__isnull=False, link__isnull=True) | Q(user__isnull=True, link__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.data.get("title") or self.get_kind_display())

    def get_absolute_url(self) -> str:
        """Where it is filled in: a new plan at its second step once there is a file or a link."""
        if self.kind != Kind.PLAN:
            return reverse("submissions:draft", args=[self.key])
        has_plan = bool(self.data.get("source_url")) or self.attachments.exists()
        return reverse(f"submissions:{'plan' if has_plan else 'plan_file'}", args=[self.key])

    @property
    def attachments(self) -> QuerySet[Attachment]:
        """The files that have come with the form so far."""
        return Attachment.objects.filter(draft_key=str(self.key), submission=None)

    def write(self, data: dict[str, Any]) -> None:
        """Keep what was typed."""
        self.data, self.changed_at = {**self.data, **data}, timezone.now()
        self.save(update_fields=["data", "changed_at"])

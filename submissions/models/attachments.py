"""Files that were sent in, frozen as they came."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from extraction.reasons import ExtractionReason
from extraction.types import TextState
from library_plans.extraction_messages import reason_text
from library_plans.models.editions import STATE_CHOICES, SUFFIXES, plan_files
from submissions.models.cases import Submission


def attachment_file_name(attachment: Attachment, filename: str) -> str:
    """Files are named by their checksum, so equal bytes are stored once and nothing is overwritten."""
    suffix = SUFFIXES.get(attachment.media_type, "bin")
    return f"submissions/{attachment.sha256[:2]}/{attachment.sha256}.{suffix}"


class Attachment(models.Model):
    """A file as it was sent. File and facts never change; a worker reads it and stores what it says of itself.

    Until a case is received it belongs to the form that is being filled in, by `draft_key`.
    """

    wagtail_reference_index_ignore = True

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="attachments", null=True, editable=False
    )
    draft_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    file = models.FileField(_("file"), upload_to=attachment_file_name, storage=plan_files, max_length=150)
    original_name = models.CharField(_("name of the file"), max_length=255, editable=False)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    media_type = models.CharField(_("media type"), max_length=100, blank=True, editable=False)
    stored_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(_("text"), max_length=12, choices=STATE_CHOICES, default=TextState.PENDING, editable=False)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)
    suggestions: models.JSONField[Any, Any] = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        default_permissions = ()
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_being_read(self) -> bool:
        return self.state == TextState.PENDING

    @property
    def state_reason(self) -> str:
        """Why the file has its state, as sentences for the sender; empty when all of it was read."""
        return reason_text(*map(ExtractionReason.from_json, self.reasons))

    def discard(self) -> None:
        """Delete a file that was never sent. Its bytes go too, once the transaction holds and no other row has them."""
        storage, name = self.file.storage, str(self.file.name)
        self.delete()
        if not type(self).objects.filter(file=name).exists():
            transaction.on_commit(lambda: storage.delete(name))

    def bind_to(self, submission: Submission) -> None:
        """Let a file of a form's draft belong to a case for good; one that belongs to a case stays with it."""
        rows = type(self).objects.filter(pk=self.pk, submission=None)
        rows.update(submission=submission, draft_key="")

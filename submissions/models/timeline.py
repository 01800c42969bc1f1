"""What happened to a case, and what was said about it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from submissions.choices import CommentAudience, EventType, State
from submissions.models.cases import Submission


class SubmissionEvent(models.Model):
    """Something that happened to a case. A row never changes and is never deleted: triggers see to that.

    It holds ids and codes, no names, addresses or texts: `payload` has names of fields and primary keys alone.
    """

    wagtail_reference_index_ignore = True

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="events", editable=False)
    type = models.CharField(_("what"), max_length=30, choices=EventType, editable=False)
    at = models.DateTimeField(_("time"), db_default=Now(), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    roles = models.CharField(_("roles"), max_length=255, blank=True, editable=False)
    organisation = models.CharField(_("organisation"), max_length=12, blank=True, editable=False)
    from_state = models.CharField(max_length=20, choices=State, blank=True, editable=False)
    to_state = models.CharField(max_length=20, choices=State, editable=False)
    payload: models.JSONField[Any, Any] = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        default_permissions = ()
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.get_type_display()}"


class Comment(models.Model):
    """A text about a case: internal, or between sender and officers."""

    wagtail_reference_index_ignore = True

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="comments", editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    audience = models.CharField(_("read by"), max_length=10, choices=CommentAudience)
    text = models.TextField(_("comment"))
    at = models.DateTimeField(_("time"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text

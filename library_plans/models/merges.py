"""Merges of plans that turned out to be one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from library_plans.models.plans import Plan


class PlanMerge(models.Model):
    """A plan whose decisions, files, owners and links were moved to another, with what it takes to move them back.

    `moved` holds lists of values by what they are about, as `library_plans.merging` writes and reads them.
    """

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    kept = models.ForeignKey(Plan, verbose_name=_("plan that is kept"), on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(
        Plan, verbose_name=_("plan that went into it"), on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("merged by"), on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("undone by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    moved: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merge of plans")
        verbose_name_plural = _("merges of plans")
        constraints = [
            models.UniqueConstraint(
                name="planmerge_once_at_a_time", fields=["merged"], condition=Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="planmerge_of_two_plans", condition=~Q(kept=models.F("merged"))),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

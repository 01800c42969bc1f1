"""Redactions: words, pages and editions that may not be shown, with the legal ground."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library_plans.models.editions import Edition
from library_plans.querysets import RedactionQuerySet


class Redaction(models.Model):
    """Words, a page or a whole edition that no output may show. The stored file stays; this row is a public record."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    edition = models.ForeignKey(Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="redactions")
    page_number = models.PositiveIntegerField(
        _("page"),
        null=True,
        blank=True,
        help_text=_("Place in the file, from 1. Leave empty to withhold the whole edition."),
    )
    words = models.TextField(_("words"), blank=True, help_text=_("Leave empty to withhold the whole page."))
    reason = models.CharField(_("reason"), max_length=255)
    legal_ground = models.CharField(_("legal ground"), max_length=255, help_text=_("For example: 21 kap. 1 § OSL"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Leave empty while nothing is decided.")
    )
    not_found = models.BooleanField(_("words not found"), default=False, editable=False)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("withheld text")
        verbose_name_plural = _("withheld texts")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="redaction_words_stand_on_a_page", condition=Q(words="") | Q(page_number__isnull=False)
            ),
            models.CheckConstraint(
                name="redaction_page_from_one", condition=Q(page_number__isnull=True) | Q(page_number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        extent = self.page_number or _("all")
        return f"{self.edition}, {extent}"

    def clean(self) -> None:
        super().clean()
        pages = self.edition.page_count if self.edition_id else None
        if self.words and self.page_number is None:
            raise ValidationError({"page_number": _("Say on which page the words stand.")})
        if self.page_number is not None and pages is not None and not 1 <= self.page_number <= pages:
            raise ValidationError({"page_number": _("The edition has pages 1 to %(pages)d.") % {"pages": pages}})

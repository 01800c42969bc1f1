"""References from other pages to plans."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Orderable

from library_plans.models.editions import Edition
from library_plans.models.plans import Plan


class PlanMention(Orderable):
    """A plan that a page mentions, or a page of one of its editions. A concrete model adds `page`, a ParentalKey."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("plan"))
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("edition"),
        help_text=gettext_lazy("Only when a page is named: its number holds in this file."),
    )
    page_number = models.PositiveIntegerField(
        gettext_lazy("page"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.page_number and not self.edition:
            raise ValidationError({"edition": _("Choose the edition that has this page.")})
        if self.edition and self.plan_id and self.edition.plan_id != self.plan_id:
            raise ValidationError({"edition": _("The edition belongs to another plan.")})
        if self.edition and self.page_number and self.page_number > (self.edition.page_count or 0):
            count = self.edition.page_count or 0
            raise ValidationError({"page_number": _("The edition has %(count)d pages.") % {"count": count}})

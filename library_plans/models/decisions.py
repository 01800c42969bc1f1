"""Decisions about plans: what was decided, when and by whom."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from content.fields import WebAddressField
from library_plans.choices import DecisionBody, DecisionKind
from library_plans.models.plans import Plan
from library_plans.models.voidable import Voidable
from library_plans.querysets import PlanPartQuerySet, RegisteredManager


class ReferenceNumberKeyField(models.CharField):
    """The row's `dnr` as reference numbers are compared, also for rows that are written in bulk."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = dnr_key(model_instance.dnr)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


def dnr_key(written: str) -> str:
    """A reference number as it is compared: 'KS 2018/1092' and 'ks2018/1092' are the same.

    >>> dnr_key("Dnr KS 2018/1092")
    'ks2018/1092'
    """
    lowered = "".join(written.casefold().split())
    return lowered.removeprefix("dnr").removeprefix(":")


PARAGRAPH = re.compile(r"(?:§+|paragraf|par\.?)?\s*(\d{1,6}(?:\s?[-–]\s?\d{1,6})?)\s*§?", re.IGNORECASE)


def section_text(written: str) -> str:
    """The paragraph of the minutes as it is shown; what is more than a number stays as it is written.

    >>> [section_text(written) for written in ("112", "§112", "112 §", "Paragraf 112", "§§ 7-9", "KF § 112")]
    ['§ 112', '§ 112', '§ 112', '§ 112', '§ 7–9', 'KF § 112']
    """
    text = " ".join(written.split())
    number = PARAGRAPH.fullmatch(text)
    return "§ " + re.sub(r"\s?[-–]\s?", "–", number[1]) if number else text


class SectionField(models.CharField):
    """A paragraph of minutes, stored as it is shown, also for rows that are written in bulk."""

    def to_python(self, value: Any) -> Any:
        return section_text(super().to_python(value) or "")


class Decision(Voidable):
    """One decision about a plan. The plan's effective end is computed from these, never typed over."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    plan = ParentalKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("kind"), max_length=20, choices=DecisionKind)
    body = models.CharField(_("body"), max_length=10, choices=DecisionBody, blank=True)
    body_name = models.CharField(
        _("name of the body"), max_length=120, blank=True, help_text=_("For example: kultur- och fritidsnämnden")
    )
    decided_on = models.DateField(_("date"))
    section = SectionField(_("paragraph (§)"), max_length=20, blank=True, help_text=_("For example: § 181"))
    dnr = models.CharField(_("reference number"), max_length=60, blank=True)
    dnr_key = ReferenceNumberKeyField(max_length=60, blank=True, editable=False)
    new_end = models.DateField(_("new end date"), null=True, blank=True)
    until_further_notice = models.BooleanField(_("until a new plan"), default=False)
    minutes_url = WebAddressField(_("minutes"), max_length=500, blank=True)
    note = models.CharField(
        _("note"),
        max_length=255,
        blank=True,
        help_text=_("Readers see it beside the decision; internal notes stand on the plan."),
    )

    objects = RegisteredManager.from_queryset(PlanPartQuerySet)()
    all_objects = PlanPartQuerySet.as_manager()

    class Meta(Voidable.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_on", "pk"]
        indexes = [models.Index(name="decision_by_day", fields=["decided_on", "id"])]
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(
                name="decision_has_an_end_or_is_open", condition=Q(new_end__isnull=True) | Q(until_further_notice=False)
            ),
            models.CheckConstraint(
                name="decision_extension_says_until_when",
                condition=~Q(kind=DecisionKind.EXTENSION) | Q(new_end__isnull=False) | Q(until_further_notice=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on:%Y-%m-%d}"

    def clean(self) -> None:
        super().clean()
        if self.new_end and self.until_further_notice:
            raise ValidationError({"until_further_notice": _("A decision sets either an end or none.")})
        if self.kind == DecisionKind.EXTENSION and not self.new_end and not self.until_further_notice:
            raise ValidationError({"new_end": _("Say until when the plan is extended.")})

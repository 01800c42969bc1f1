"""Filters of the list of experiences and proposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.listings import YearField
from dialogue.choices import FIRST_YEAR, LAST_YEAR, ContributionKind, Outcome
from organisations.filters import RegionFilterForm
from themes.filters import ThemeFilterForm


class ContributionFilterForm(RegionFilterForm, ThemeFilterForm):
    """By kind, region, year, theme and outcome; only proposals have an outcome."""

    slag = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("all")), *((kind, capfirst(kind.label)) for kind in ContributionKind)],
    )
    ar = YearField(FIRST_YEAR, LAST_YEAR)
    utfall = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("all")), *((outcome, capfirst(outcome.label)) for outcome in Outcome)],
    )

    field_order = ["slag", "lan", "ar", "tema", "utfall"]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, values = super().apply(pages), self.cleaned_data
        if values["slag"]:
            pages = pages.filter(proposalpage__isnull=values["slag"] == ContributionKind.EXPERIENCE)
        if values["ar"]:
            pages = pages.filter(day__year=values["ar"])
        return pages.filter(proposalpage__outcome=values["utfall"]) if values["utfall"] else pages

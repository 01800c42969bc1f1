"""Filters of the list of reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.listings import YearField
from organisations.filters import RegionFilterForm
from reports.choices import FIRST_YEAR, LAST_YEAR, Level
from themes.filters import ThemeFilterForm


class ReportFilterForm(RegionFilterForm, ThemeFilterForm):
    """By level, region, year and theme."""

    niva = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all")), *((level, capfirst(level.label)) for level in Level)]
    )
    ar = YearField(FIRST_YEAR, LAST_YEAR)

    field_order = ["niva", "lan", "ar", "tema"]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, values = super().apply(pages), self.cleaned_data
        if values["niva"]:
            pages = pages.filter(level=values["niva"])
        return pages.filter(year=values["ar"]) if values["ar"] else pages

"""What a reader may ask of the list of experiences and proposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dialogue.choices import FIRST_YEAR, LAST_YEAR, Kind, Outcome
from organisations.filters import RegionFilterForm
from themes.filters import ThemeFilterForm


class ContributionFilterForm(RegionFilterForm, ThemeFilterForm):
    """The filters of the list; who asks for an outcome asks for proposals."""

    slag = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *((one, capfirst(one.label)) for one in Kind)]
    )
    ar = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    utfall = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("all")), *((one, capfirst(one.label)) for one in Outcome)]
    )

    field_order = ["slag", "lan", "ar", "tema", "utfall"]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, asked = super().apply(pages), self.cleaned_data
        if asked["slag"]:
            pages = pages.filter(proposalpage__isnull=asked["slag"] == Kind.EXPERIENCE)
        if asked["ar"]:
            pages = pages.filter(day__year=asked["ar"])
        return pages.filter(proposalpage__outcome=asked["utfall"]) if asked["utfall"] else pages

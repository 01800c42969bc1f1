"""Filter of page lists by region."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.listings import FilterForm
from organisations.directory import organisation_directory


class RegionFilterForm(FilterForm):
    """Filters pages that belong to organisations by the county of the organisations."""

    lan = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["lan"].choices = [("", _("all")), *organisation_directory().regions]  # type: ignore[attr-defined]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, county = super().apply(pages), self.cleaned_data["lan"]
        return pages.in_county(county) if county else pages  # type: ignore[attr-defined]

"""Filter of page lists by theme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.listings import FilterForm
from themes.models import Theme


class ThemeFilterForm(FilterForm):
    """Filters pages of types that inherit `ThemedPage`."""

    tema = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        themes = Theme.objects.values_list("slug", "name")
        self.fields["tema"].choices = [("", _("all")), *themes]  # type: ignore[attr-defined]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, theme = super().apply(pages), self.cleaned_data["tema"]
        return pages.filter(themes__slug=theme) if theme else pages

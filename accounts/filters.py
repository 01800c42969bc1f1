"""What the list of contacts is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from content.admin.word_search import with_words
from organisations.filters import RegionFilterForm

WORD_FIELDS = ("user__first_name", "user__last_name", "user__email", "organisation__display_name")


class ContactFilterForm(RegionFilterForm):
    """By words of names, addresses and organisations, and by county."""

    q = forms.CharField(
        label=_("Name or organisation"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    field_order = ["q", "lan"]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        return with_words(super().apply(pages), self.cleaned_data["q"], WORD_FIELDS)

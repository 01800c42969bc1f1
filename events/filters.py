"""Filters of the list of events."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, F, QuerySet, Value, When
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.listings import YearField
from events.choices import EventKind
from organisations.filters import RegionFilterForm

FIRST_YEAR, LAST_YEAR = 2000, 2100
UPCOMING, PAST = "kommande", "tidigare"


def upcoming_first(events: QuerySet[Any]) -> QuerySet[Any]:
    """Upcoming events, the next one first, then past ones, the latest first. Each is annotated with `past`."""
    upcoming = When(ends__gt=timezone.now(), then=F("starts"))
    annotated = events.annotate(past=Case(When(ends__gt=timezone.now(), then=Value(False)), default=Value(True)))
    return annotated.order_by("past", Case(upcoming, default=None).asc(), "-starts", "pk")


class EventFilterForm(RegionFilterForm):
    """By time, kind, county and year."""

    tid = forms.ChoiceField(
        label=_("When"), required=False, choices=[("", _("all")), (UPCOMING, _("to come")), (PAST, _("earlier"))]
    )
    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("all")), *((kind, capfirst(kind.label)) for kind in EventKind)]
    )
    ar = YearField(FIRST_YEAR, LAST_YEAR)

    field_order = ["tid", "form", "lan", "ar"]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, values = super().apply(pages), self.cleaned_data
        if values["tid"]:
            pages = pages.filter(past=values["tid"] == PAST)
        if values["form"]:
            pages = pages.filter(kind=values["form"])
        if values["ar"]:
            pages = pages.filter(starts__year=values["ar"])
        return pages

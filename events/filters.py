"""What a reader may ask of the list of events."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, F, QuerySet, Value, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.listings import FilterForm
from events.choices import Kind
from organisations.models import Organisation

FIRST_YEAR, LAST_YEAR = 2000, 2100
COMING, PAST = "kommande", "tidigare"


def in_order(events: QuerySet[Any]) -> QuerySet[Any]:
    """Those to come, the next first, then those that were, the latest first; each has `past`."""
    coming = When(ends__gt=timezone.now(), then=F("starts"))
    told = events.annotate(past=Case(When(ends__gt=timezone.now(), then=Value(False)), default=Value(True)))
    return told.order_by("past", Case(coming, default=None).asc(), "-starts", "pk")


class EventFilterForm(FilterForm):
    """The filters of the list of events."""

    tid = forms.ChoiceField(
        label=_("When"), required=False, choices=[("", _("all")), (COMING, _("to come")), (PAST, _("earlier"))]
    )
    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("all")), *((one, capfirst(one.label)) for one in Kind)]
    )
    lan = forms.ChoiceField(label=_("Region"), required=False)
    ar = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        regions = Organisation.objects.regions().in_kb_order().values_list("county_code", "display_name")
        self.fields["lan"].choices = [("", _("all")), *regions]  # type: ignore[attr-defined]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.cleaned_data
        if asked["tid"]:
            pages = pages.filter(past=asked["tid"] == PAST)
        if asked["form"]:
            pages = pages.filter(kind=asked["form"])
        if asked["lan"]:
            pages = pages.filter(hosts__organisation__county_code=asked["lan"]).distinct()
        if asked["ar"]:
            pages = pages.filter(starts__year=asked["ar"])
        return pages

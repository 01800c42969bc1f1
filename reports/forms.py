"""What an editor may write about a report, and what a reader may ask of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from organisations.filters import RegionFilterForm
from reports.choices import FIRST_YEAR, LAST_YEAR, Level
from themes.filters import ThemeFilterForm


class ReportForm(WagtailAdminPageForm):
    """A report; what hangs together is checked when it is published, a draft may be unfinished."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["year"] = self.initial.get("year") or timezone.localdate().year

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self.require_reason(cleaned)
            self.require_bodies_of(cleaned.get("level"))
        return cleaned

    def require_reason(self, cleaned: dict[str, Any]) -> None:
        """Who spreads a report says why; the day is today unless another is written."""
        if not cleaned.get("nationally_spread"):
            return
        if not cleaned.get("spread_reason"):
            self.add_error("spread_reason", _("Say why the report is of national interest."))
        cleaned["spread_on"] = cleaned.get("spread_on") or timezone.localdate()

    def require_bodies_of(self, level: str | None) -> None:
        """A regional report is some region's, a local one some municipality's."""
        rows = [form.cleaned_data for form in self.formsets["organisations"].forms if form.is_valid()]
        bodies = [row["organisation"] for row in rows if row.get("organisation") and not row.get("DELETE")]
        if level == Level.REGIONAL and bodies and not any(body.region_code for body in bodies):
            self.add_error("level", _("A regional report has a region among its organisations."))
        if level == Level.LOCAL and bodies and not any(body.is_municipality for body in bodies):
            self.add_error("level", _("A local report has a municipality among its organisations."))


class ReportFilterForm(RegionFilterForm, ThemeFilterForm):
    """The filters of the list of reports."""

    niva = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all")), *((one, capfirst(one.label)) for one in Level)]
    )
    ar = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )

    field_order = ["niva", "lan", "ar", "tema"]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        pages, asked = super().apply(pages), self.cleaned_data
        if asked["niva"]:
            pages = pages.filter(level=asked["niva"])
        return pages.filter(year=asked["ar"]) if asked["ar"] else pages

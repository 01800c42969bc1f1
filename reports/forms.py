"""What an editor may write about a report, and what a reader may ask of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.listing import FilterForm
from organisations.models import Organisation
from reports.choices import FIRST_YEAR, LAST_YEAR, Level
from themes.models import Theme


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


class ReportFilterForm(FilterForm):
    """The filters of the list of reports."""

    niva = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all")), *((one, capfirst(one.label)) for one in Level)]
    )
    lan = forms.ChoiceField(label=_("Region"), required=False)
    ar = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    tema = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        regions = Organisation.objects.regions().in_kb_order().values_list("county_code", "display_name")
        self.fields["lan"].choices = [("", _("all")), *regions]  # type: ignore[attr-defined]
        themes = Theme.objects.values_list("slug", "name")
        self.fields["tema"].choices = [("", _("all")), *themes]  # type: ignore[attr-defined]

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.cleaned_data
        if asked["niva"]:
            pages = pages.filter(level=asked["niva"])
        if asked["lan"]:
            pages = pages.filter(organisations__organisation__county_code=asked["lan"]).distinct()
        if asked["ar"]:
            pages = pages.filter(year=asked["ar"])
        if asked["tema"]:
            pages = pages.filter(themes__slug=asked["tema"])
        return pages

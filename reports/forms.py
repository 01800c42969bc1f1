"""Validation of reports in the admin."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.admin.page_form import BasePageForm
from organisations.models import OrganisationPage
from reports.choices import Level


class ReportPageForm(BasePageForm):
    """A report; fields that depend on each other are checked on publishing, so drafts may be incomplete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["year"] = self.initial.get("year") or timezone.localdate().year
        self.initial["level"] = self.initial.get("level") or self.usual_level

    @property
    def usual_level(self) -> Level:
        """That of a new report: regional below a region's page."""
        is_below_region = self.parent_page is not None and issubclass(self.parent_page.specific_class, OrganisationPage)
        return Level.REGIONAL if is_below_region else Level.NATIONAL

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self.require_spread_reason(cleaned)
            self.require_organisation_of_level(cleaned.get("level"))
        return cleaned

    def require_spread_reason(self, cleaned: dict[str, Any]) -> None:
        """Adds an error when a nationally spread report has no reason, and sets the date to today when empty."""
        if not cleaned.get("nationally_spread"):
            return
        if not cleaned.get("spread_reason"):
            self.add_error("spread_reason", _("Say why the report is of national interest."))
        cleaned["spread_on"] = cleaned.get("spread_on") or timezone.localdate()

    def require_organisation_of_level(self, level: str | None) -> None:
        """Adds an error when a regional report has no region, or a local one no municipality."""
        rows = [form.cleaned_data for form in self.formsets["organisations"].forms if form.is_valid()]
        organisations = [row["organisation"] for row in rows if row.get("organisation") and not row.get("DELETE")]
        if level == Level.REGIONAL and organisations and not any(each.region_code for each in organisations):
            self.add_error("level", _("A regional report has a region among its organisations."))
        if level == Level.LOCAL and organisations and not any(each.is_municipality for each in organisations):
            self.add_error("level", _("A local report has a municipality among its organisations."))

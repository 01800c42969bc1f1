"""Reports in the search: by level, county and year."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organisations.directory import organisation_directory
from reports.choices import Level
from reports.models import ReportPage
from search.page_source import PageFilter, PageSource
from search.sources import Filter


def levels() -> Mapping[str, str]:
    return {level.value: capfirst(str(level.label)) for level in Level}


def counties() -> Mapping[str, str]:
    return organisation_directory().counties


def years() -> Mapping[str, str]:
    """The years with reports, the newest first."""
    values = ReportPage.objects.order_by("-year").values_list("year", flat=True).distinct()
    return {str(year): str(year) for year in values}


SOURCE = PageSource(
    "rapporter",
    _("Reports"),
    ReportPage,
    filters=[
        PageFilter(Filter("niva", _("Level")), lambda report: [report.level], levels),  # type: ignore[arg-type]
        PageFilter(Filter("lan", _("County")), attrgetter("organisation_counties"), counties),  # type: ignore[arg-type]
        PageFilter(Filter("ar", _("Year")), lambda report: [str(report.year)], years),  # type: ignore[arg-type]
    ],
)

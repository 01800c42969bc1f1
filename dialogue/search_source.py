"""Experiences and proposals in the search: by kind, county, year and outcome."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dialogue.choices import ContributionKind, Outcome
from dialogue.models import ContributionPage, ExperiencePage, ProposalPage
from organisations.directory import organisation_directory
from search.page_source import PageFilter, PageSource
from search.sources import Filter


def kinds() -> Mapping[str, str]:
    return {kind.value: capfirst(str(kind.label)) for kind in ContributionKind}


def kind_of(page: ContributionPage) -> list[str]:
    return [ContributionKind.PROPOSAL if isinstance(page, ProposalPage) else ContributionKind.EXPERIENCE]


def outcomes() -> Mapping[str, str]:
    return {outcome.value: capfirst(str(outcome.label)) for outcome in Outcome}


def outcome_of(page: ContributionPage) -> list[str]:
    return [page.outcome] if isinstance(page, ProposalPage) else []


def counties() -> Mapping[str, str]:
    return organisation_directory().counties


def years() -> Mapping[str, str]:
    """The years with experiences or proposals, the newest first."""
    dates = ContributionPage.objects.dates("day", "year", order="DESC")
    return {str(day.year): str(day.year) for day in dates}


SOURCE = PageSource(
    "erfarenheter",
    _("Experiences and proposals"),
    ExperiencePage,
    ProposalPage,
    filters=[
        PageFilter(Filter("slag", _("Kind")), kind_of, kinds),  # type: ignore[arg-type]
        PageFilter(Filter("lan", _("County")), attrgetter("organisation_counties"), counties),  # type: ignore[arg-type]
        PageFilter(Filter("ar", _("Year")), lambda page: [str(page.day.year)], years),  # type: ignore[arg-type]
        PageFilter(Filter("utfall", _("Outcome")), outcome_of, outcomes),  # type: ignore[arg-type]
    ],
)

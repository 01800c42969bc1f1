"""Sentences about what was searched: the scope, and how many owners have text that can be searched."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.templatetags.content import thousands
from delivery.memoize import memoize_until_commit
from library_plans.choices import EditionVariant, OwnerRole
from library_plans.models import Edition, PlanOwner
from library_plans.rules import format_day
from library_plans.search_source.facet_values import ALL, IN_FORCE
from organisations.directory import organisation_directory
from search.sources import ResultWording
from search.types import Query, Result

WORDING = ResultWording(
    pages=lambda n: ngettext("%(n)s page", "%(n)s pages", n) % {"n": thousands(n)},
    groups=lambda n: ngettext("%(n)s plan", "%(n)s plans", n) % {"n": thousands(n)},
    headline=lambda pages, plans: _("%(pages)s in %(plans)s") % {"pages": pages, "plans": plans},
    title_only=lambda n: (
        ngettext(
            "%(n)s more plan matches by its title or owner alone and stands last.",
            "%(n)s more plans match by their title or owner alone and stand last.",
            n,
        )
        % {"n": thousands(n)}
    ),
    numbers=lambda: _("The numbers count plans."),
    nothing=lambda: _("No page found"),
    nothing_so=lambda: _("No plan holds this, as it was written and with these filters."),
)


def note(result: Result, query: Query, searched: int) -> str:
    """What the result is a part of, the scope, and the owners with searchable text of all there are."""
    if "edition" in query.filters:
        return _("Searches one edition.")
    part = [] if query.analysed.empty else [part_sentence(result, query, searched)]
    return " ".join([*part, scope_sentence(query), coverage_sentence(query)])


def part_sentence(result: Result, query: Query, searched: int) -> str:
    """The plans with a hit, of the plans whose text was searched: those that the filters leave."""
    numbers = {"found": thousands(result.total), "searched": thousands(searched), "place": place_name(query)}
    if numbers["place"]:
        return _("%(found)s of %(searched)s searched plans in %(place)s.") % numbers
    return _("%(found)s of %(searched)s searched plans.") % numbers


def place_name(query: Query) -> str:
    """The owner or county that the search is limited to; empty for none or several."""
    known = organisation_directory()
    owners, counties = query.filters.get("kommun", frozenset()), query.filters.get("lan", frozenset())
    if len(owners) == 1 and (owner := known.get(next(iter(owners)))):
        return owner.display_name
    return known.counties.get(next(iter(counties)), "") if len(counties) == 1 and not owners else ""


def scope_sentence(query: Query) -> str:
    chosen = query.filters.get("scope", frozenset())
    if query.filters.get("variant") != frozenset({EditionVariant.ADOPTED}):
        return _("Searches the versions that are chosen under “Version”.")
    if ALL in chosen:
        return _("Searches all plans that were adopted, older ones too.")
    if IN_FORCE in chosen:
        return _("Searches plans in force on %(day)s.") % {"day": format_day(query.on)}
    return _("Searches the newest plan of each owner.")


def coverage_sentence(query: Query) -> str:
    """Owners in the role asked for (municipalities, if none) that have an adopted text that can be searched."""
    known = organisation_directory()
    if query.filters.get("niva") == frozenset({OwnerRole.REGION}):
        total = sum(bool(row.region_code) for row in known)
        sentence = _("%(count)d of %(total)d regions have text that can be searched.")
        return sentence % {"count": owners_with_text(query.on, OwnerRole.REGION), "total": total}
    total = sum(row.is_municipality for row in known)
    sentence = _("%(count)d of %(total)d municipalities have text that can be searched.")
    return sentence % {"count": owners_with_text(query.on, OwnerRole.MUNICIPALITY), "total": total}


@memoize_until_commit
def owners_with_text(on: date, role: OwnerRole) -> int:
    plans = Edition.objects.searchable(on).filter(variant=EditionVariant.ADOPTED).values("plan")
    return PlanOwner.objects.filter(role=role, plan__in=plans).values("organisation").distinct().count()

"""Counts of municipalities, regions and both together, each with what it is out of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.memoize import memoize_until_commit
from library_plans.choices import IN_FORCE_CODES, OwnerRole
from library_plans.models import OwnerStatusPeriod
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.rules import ENDS_SOON_WITHIN


@dataclass(frozen=True, slots=True)
class OwnerCount:
    """How many owners there are, and how many have a plan in force (also by extension), one that KB counts as current,
    and one in force that ends within a year.
    """

    owners: int
    in_force: int
    current: int
    ends_soon: int


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """The municipalities, the regions, and the organisations that are either: Gotland is both and counts once there."""

    municipalities: OwnerCount
    regions: OwnerCount
    organisations: OwnerCount


@memoize_until_commit
def register_counts(on: date, county: str = "") -> RegisterCounts:
    """Counts of all owners on a day, or of those in a county by its two digits."""
    return count_owners(owners_on(on, county), on)


def count_owners(periods: StatusPeriodQuerySet, on: date) -> RegisterCounts:
    """Counts of the owners' periods that hold on a day, in one query."""
    in_force = Q(code__in=IN_FORCE_CODES)
    conditions = {
        "owners": Q(),
        "in_force": in_force,
        "current": Q(is_current=True),
        "ends_soon": in_force & Q(plan_period__effective_end__lte=on + ENDS_SOON_WITHIN),
    }
    bodies = {
        "municipalities": Q(role=OwnerRole.MUNICIPALITY),
        "regions": Q(role=OwnerRole.REGION),
        "organisations": Q(),
    }
    asked = {
        f"{body}_{name}": Count("organisation", filter=own & condition or None, distinct=True)
        for body, own in bodies.items()
        for name, condition in conditions.items()
    }
    found = periods.order_by().aggregate(**asked)
    return RegisterCounts(**{body: OwnerCount(*(found[f"{body}_{name}"] for name in conditions)) for body in bodies})


def owners_on(on: date, county: str = "") -> StatusPeriodQuerySet:
    """The periods of every municipality and region on a day, or of those in a county, by its two digits."""
    periods: StatusPeriodQuerySet = OwnerStatusPeriod.objects.on(on)
    return periods.filter(organisation__county_code=county) if county else periods


def municipalities_of(count: int, total: int) -> str:
    """ "20 av 33 kommuner"."""
    text = ngettext("%(count)s of %(total)s municipality", "%(count)s of %(total)s municipalities", total)
    return text % {"count": count, "total": total}


def regions_of(count: int, total: int) -> str:
    """ "1 av 1 region"."""
    text = ngettext("%(count)s of %(total)s region", "%(count)s of %(total)s regions", total)
    return text % {"count": count, "total": total}


def summary_text(counts: RegisterCounts) -> str:
    """How many have a plan in force, and one that KB counts as current, with the base of each count."""
    return _(
        "%(municipalities)s and %(regions)s have a plan in force that is known here. KB counts a plan as current of "
        "%(current_municipalities)s and %(current_regions)s."
    ) % {
        "municipalities": municipalities_of(counts.municipalities.in_force, counts.municipalities.owners),
        "regions": regions_of(counts.regions.in_force, counts.regions.owners),
        "current_municipalities": municipalities_of(counts.municipalities.current, counts.municipalities.owners),
        "current_regions": regions_of(counts.regions.current, counts.regions.owners),
    }


def found_text(found: Mapping[str, set[int]], counts: RegisterCounts) -> tuple[str, str]:
    """How many were found of all, and by which parts: "12 av 310 kommuner och regioner", "11 av 290 kommuner, …".

    `found` has the primary keys of the organisations by role. Where only one role can be found, its own base is told.
    """
    parts = {
        OwnerRole.MUNICIPALITY: (municipalities_of, counts.municipalities.owners),
        OwnerRole.REGION: (regions_of, counts.regions.owners),
    }
    told = [text(len(found[role]), total) for role, (text, total) in parts.items() if role in found]
    if len(told) == 1:
        return told[0], ""
    both = set().union(*found.values())
    text = ngettext(
        "%(count)s of %(total)s municipality or region",
        "%(count)s of %(total)s municipalities and regions",
        counts.organisations.owners,
    )
    twice = len(found[OwnerRole.MUNICIPALITY] & found[OwnerRole.REGION])
    note = _("Gotland is both and counts once.") if twice else ""
    all_told = text % {"count": len(both), "total": counts.organisations.owners}
    return all_told, f"{', '.join(told)}. {note}".strip()

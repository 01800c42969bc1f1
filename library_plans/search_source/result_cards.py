"""Hits of plans as cards, CSV rows and API objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from content.components import StatusChip
from delivery.csv_export import Code
from library_plans.choices import EditionVariant
from library_plans.models import Edition, Plan, PlanOwner
from library_plans.register.presentation import page_name, period_text, status_chip
from library_plans.rules import DecisionSnapshot, Status
from library_plans.status_periods.statuses import plan_statuses
from search.sources import FeedEntry
from search.types import GroupHit, PageHit

CSV_COLUMNS = (
    "ägare", "kod", "län", "plan", "period", "status", "antagen", "dnr", "utgåva", "variant", "språk",
    "sida", "enhet", "utdrag", "adress", "exempeltext",
)  # fmt: skip
PAGE, SECTION = "sida", "avsnitt"
EXAMPLE_MARK = "exempel"


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in the results. `editions` has those of the hits, by primary key as text."""

    plan: Plan
    url: str
    owners: str
    owner_code: str  # of the first owner
    status: Status
    adopted: DecisionSnapshot | None
    editions: Mapping[str, Edition]

    @property
    def name(self) -> str:
        """The plan and whose it is: "Biblioteksplan 2024–2027, Ängelholms kommun"."""
        return f"{self.plan.title}, {self.owners}"

    @property
    def period(self) -> str:
        return period_text(self.plan)

    @property
    def chip(self) -> StatusChip:
        return status_chip(self.status)

    def edition_of(self, hit: PageHit | GroupHit) -> Edition:
        return self.editions[hit.record]

    def unit_of(self, hit: PageHit | GroupHit) -> str:
        """What the edition is cut into: `sida`, or `avsnitt` where the format has no pages."""
        return PAGE if self.edition_of(hit).has_pages else SECTION

    def hit_url(self, hit: PageHit) -> str:
        """The page in the reader, without the query."""
        return f"{self.url}{self.edition_of(hit).number}/sida/{hit.unit}/"

    def version_of(self, hit: PageHit | GroupHit) -> str:
        """What kind of text it is when it is not the adopted one, else empty."""
        edition = self.edition_of(hit)
        return "" if edition.variant == EditionVariant.ADOPTED else edition.get_variant_display()


def hydrate(groups: Sequence[GroupHit], on: date) -> dict[str, PlanCard]:
    """Cards by group, in four queries however many they are.

    A plan has none that has lost its owners since it was indexed, or was registered in error, or a file of it was.
    """
    owners = Prefetch("owners", PlanOwner.objects.select_related("organisation"))
    plans = list(Plan.objects.owned().filter(pk__in={int(group.group) for group in groups}).prefetch_related(owners))
    statuses = plan_statuses(plans, on)
    records: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        records[group.group].update((group.record, *(hit.record for hit in group.hits)))
    keys = {int(record) for found in records.values() for record in found}
    editions: dict[int, dict[str, Edition]] = {plan.pk: {} for plan in plans}
    for edition in Edition.objects.filter(pk__in=keys, plan__in=plans):
        editions[edition.plan_id][str(edition.pk)] = edition
    whole = [plan for plan in plans if records[str(plan.pk)] <= editions[plan.pk].keys()]
    return {str(plan.pk): make_card(plan, statuses[plan.pk], editions[plan.pk]) for plan in whole}


def make_card(plan: Plan, status: Status, editions: Mapping[str, Edition]) -> PlanCard:
    first, *_others = plan.ordered_owners
    return PlanCard(
        plan=plan,
        url=first.get_absolute_url(),
        owners=plan.owner_names,
        owner_code=first.organisation.code,
        status=status,
        adopted=status.adoption,
        editions=editions,
    )


def csv_row(hit: PageHit, facts: PlanCard, absolute: Callable[[str], str]) -> Sequence[str]:
    """One page as a line of the CSV, as long as `CSV_COLUMNS`; `absolute` makes a URL absolute."""
    edition = facts.edition_of(hit)
    owners = [owner.organisation for owner in facts.plan.ordered_owners]
    return (
        facts.owners,
        Code(" ".join(owner.code for owner in owners)),
        " ".join(dict.fromkeys(owner.county_name for owner in owners if owner.county_name)),
        facts.plan.title,
        facts.period,
        facts.status.label,
        facts.adopted.decided_on.isoformat() if facts.adopted else "",
        facts.adopted.dnr if facts.adopted else "",
        str(edition.number),
        edition.get_variant_display(),
        edition.language,
        str(hit.unit),
        facts.unit_of(hit),
        hit.text,
        absolute(facts.hit_url(hit)),
        EXAMPLE_MARK if facts.plan.is_example else "",
    )


def api_item(hit: PageHit, facts: PlanCard) -> Mapping[str, Any]:
    """One page as an object of the API, without its snippet; the URL is without host."""
    return {
        "owner": facts.owners,
        "owner_code": facts.owner_code,
        "plan": facts.plan.pk,
        "plan_title": facts.plan.title,
        "edition": facts.edition_of(hit).number,
        "edition_id": facts.edition_of(hit).pk,
        "page": hit.unit,
        "unit": facts.unit_of(hit),
        "version": facts.version_of(hit),
        "url": facts.hit_url(hit),
        "status": facts.status.code.value,
        "example": facts.plan.is_example,
    }


def feed_entry(hit: PageHit | GroupHit, facts: PlanCard) -> FeedEntry:
    """A page, or the edition that was found without words, with owner, plan and version in its title."""
    edition = facts.edition_of(hit)
    parts = [facts.plan.title]
    if version := facts.version_of(hit):
        parts.append(version)
    if isinstance(hit, PageHit):
        parts.append(page_name(edition, hit.unit))
    url = facts.hit_url(hit) if isinstance(hit, PageHit) else f"{facts.url}{edition.number}/"
    return FeedEntry(f"{facts.owners}: {', '.join(parts)}", url)

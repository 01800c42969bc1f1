"""Selects the editions of plans: all by plan, the preferred one, and those without readable text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, Prefetch, Q

from delivery.memoize import memoize_until_commit
from library_plans.models import Edition, Plan, PlanOwner
from library_plans.querysets import READABLE, EditionQuerySet
from library_plans.redaction.rules import is_redacted
from library_plans.rules import EditionSnapshot, preferred_by_language

FIRST_LANGUAGE = "sv"


def editions_by_plan(plans: Iterable[Plan]) -> dict[int, list[Edition]]:
    """The editions of plans, by plan and in order of number, with their redactions: two queries."""
    by_plan: dict[int, list[Edition]] = defaultdict(list)
    own = {plan.pk: plan for plan in plans}
    for edition in Edition.objects.filter(plan__in=own).order_by("number").prefetch_related("redactions"):
        edition.plan = own[edition.plan_id]
        by_plan[edition.plan_id].append(edition)
    return by_plan


def preferred_editions(plans: Iterable[int]) -> dict[int, Edition]:
    """The edition that stands for each plan, by primary keys: two queries; none for a plan without any."""
    by_plan: dict[int, list[Edition]] = defaultdict(list)
    for row in Edition.objects.filter(plan__in=set(plans)).order_by("number").prefetch_related("redactions"):
        by_plan[row.plan_id].append(row)
    return {plan: edition for plan, rows in by_plan.items() if (edition := preferred_edition(rows))}


def preferred_edition(editions: Collection[Edition]) -> Edition | None:
    """The edition that stands for its plan: Swedish before other languages; a draft only where nothing was adopted."""
    by_id = {edition.pk: edition for edition in editions}
    facts = [edition_snapshot(edition) for edition in editions]
    chosen = preferred_by_language(facts)
    best = chosen.get(FIRST_LANGUAGE) or next(iter(chosen.values()), None)
    if best is None:
        best = max(facts, key=lambda edition: (edition.readable, edition.number), default=None)
    return by_id[best.id] if best else None


@memoize_until_commit
def count_readable_editions() -> tuple[int, int]:
    """How many collected editions have text that can be searched, and how many there are."""
    owned = Edition.objects.filter(plan__in=PlanOwner.objects.values("plan"))
    counts = owned.aggregate(all=Count("pk"), readable=Count("pk", filter=Q(state__in=READABLE)))
    return counts["readable"], counts["all"]


def unreadable_editions() -> EditionQuerySet:
    """Collected editions without such text, the latest first; their plans' owners in a query of their own."""
    owners = PlanOwner.objects.select_related("organisation")
    owned = Edition.objects.filter(plan__in=PlanOwner.objects.values("plan")).exclude(state__in=READABLE)
    rows = owned.select_related("plan").prefetch_related(Prefetch("plan__owners", queryset=owners))
    return rows.order_by("-fetched_at", "pk")


def edition_snapshot(edition: Edition) -> EditionSnapshot:
    readable = edition.state in READABLE and not is_redacted(edition)
    return EditionSnapshot(edition.pk, edition.number, edition.variant, edition.language, readable)

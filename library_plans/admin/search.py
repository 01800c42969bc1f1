"""What the admin finds of the register: plans, decisions and files by words, and plans and decisions by dnr."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from content.admin.word_search import with_words
from library_plans.models import Decision, Edition, Plan
from library_plans.models.decisions import dnr_key

OWNER_FIELDS = ("owners__organisation__name", "owners__organisation__display_name")
PLAN_FIELDS = ("title", *OWNER_FIELDS)
OF_PLAN = tuple(f"plan__{name}" for name in PLAN_FIELDS)
SHORTEST_DNR = 3  # characters: fewer would find any number


def find_plans(plans: QuerySet[Any], query: str) -> QuerySet[Any]:
    """The plans that have all words in their title and their owners' names, or a decision with the dnr."""
    found = Q(pk__in=with_words(Plan.all_objects.all(), query, PLAN_FIELDS).values("pk"))
    return plans.filter(found | Q(pk__in=decisions_by_dnr(query).values("plan")))


def find_decisions(decisions: QuerySet[Any], query: str) -> QuerySet[Any]:
    """The decisions with the dnr, and those about plans that have all words in title and owners' names."""
    found = Q(pk__in=with_words(Decision.objects.all(), query, OF_PLAN).values("pk"))
    return decisions.filter(found | Q(pk__in=decisions_by_dnr(query).values("pk")))


def find_editions(editions: QuerySet[Any], query: str) -> QuerySet[Any]:
    """The files that have all words in their name, their link, their plan's title and its owners' names."""
    found = with_words(Edition.objects.all(), query, ("original_name", "source_url", *OF_PLAN))
    return editions.filter(pk__in=found.values("pk"))


def decisions_by_dnr(query: str) -> QuerySet[Decision]:
    """The decisions whose dnr contains what is asked for, compared as reference numbers are; none without a digit."""
    key = dnr_key(query)
    is_number = len(key) >= SHORTEST_DNR and any(character.isdigit() for character in key)
    return Decision.objects.filter(dnr_key__contains=key) if is_number else Decision.objects.none()

"""What the start page gathers: counts with their base, the newest plans, the latest decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.components import Figure, Row, SearchBox
from library_plans.choices import ADOPTIONS, OwnerRole
from library_plans.models import Decision, Plan, PlanOwner
from library_plans.register.coverage import OwnerCount, count_owners
from library_plans.register.edition_selectors import count_readable
from library_plans.register.presentation import chip, decision_body, until
from library_plans.rules import Status, written
from library_plans.status_periods.statuses import plan_statuses

SHOWN = 5
EXAMPLES = ("läsfrämjande små barn", "nationella minoriteter", '"meröppet bibliotek"', "skolbibliotek samverkan")


def front(on: date) -> dict[str, Any]:
    """Everything below the heading of the start page, as the register stands on a day: five queries."""
    adopted, decided = latest_decisions(on)
    plans = with_owners([*(row.plan for row in adopted), *(row.plan for row in decided)])
    statuses = plan_statuses(plans.values(), on)
    return {
        "search_box": SearchBox(
            action=reverse("search:results"),
            label=_("Search in all library plans"),
            placeholder=_("for example: reading for small children"),
            suggest=reverse("search:suggest"),
        ),
        "examples": [{"words": words, "query": urlencode({"q": words})} for words in EXAMPLES],
        "figures": figures(count_owners(on)),
        "newest": [adoption_row(row, plans[row.plan_id], statuses[row.plan_id]) for row in adopted],
        "decisions": [decision_row(row, plans[row.plan_id]) for row in decided],
        "today": on,
    }


def figures(counts: Mapping[str, OwnerCount]) -> list[Figure]:
    """Three counts, each with its base and the list behind it."""
    register = reverse("library_plans:register")
    municipalities = counts[OwnerRole.MUNICIPALITY]
    readable, collected = count_readable()
    return [
        Figure(
            count=municipalities.in_force,
            of=municipalities.owners,
            what=_("municipalities have a plan in force that is known here"),
            url=f"{register}?niva=kommun&status=i-kraft",
            link=_("Which ones?"),
        ),
        Figure(
            count=sum(count.ends_soon for count in counts.values()),
            of=sum(count.in_force for count in counts.values()),
            what=_("municipalities and regions with a plan in force see it end within twelve months"),
            url=f"{register}?status=snart",
            link=_("Which ones, county by county?"),
        ),
        Figure(
            count=readable,
            of=collected,
            what=_("collected documents can be searched, down to the page"),
            note=without_text(collected - readable),
            url=reverse("library_plans:unreadable") if collected > readable else "",
            link=_("Which ones?"),
        ),
    ]


def without_text(count: int) -> str:
    said = ngettext("%(count)s has no text that can be read.", "%(count)s have no text that can be read.", count)
    return said % {"count": count}


def latest_decisions(on: date) -> tuple[list[Decision], list[Decision]]:
    """The last adoption of each of the plans adopted last by a day, and the decisions made last, of every kind."""
    decisions = decisions_by(on)
    adoptions = decisions.filter(kind__in=ADOPTIONS)
    of_plan = adoptions.filter(plan=OuterRef("plan")).values("pk")
    last_adoptions = adoptions.filter(pk=Subquery(of_plan[:1])).values("pk")[:SHOWN]
    shown = Q(pk__in=decisions.values("pk")[:SHOWN]) | Q(pk__in=last_adoptions)
    found = list(decisions.filter(shown).select_related("plan"))
    adopted: dict[int, Decision] = {}
    for row in found:
        if row.kind in ADOPTIONS:
            adopted.setdefault(row.plan_id, row)
    return list(adopted.values())[:SHOWN], found[:SHOWN]


def decisions_by(on: date) -> QuerySet[Decision]:
    """Decisions about plans that somebody owns, the latest first."""
    placed = PlanOwner.objects.filter(plan=OuterRef("plan"))
    return Decision.objects.filter(Exists(placed), decided_on__lte=on).order_by("-decided_on", "-pk")


def with_owners(plans: Iterable[Plan]) -> dict[int, Plan]:
    """Plans by primary key, their owners fetched at once."""
    by_key = {plan.pk: plan for plan in plans}
    prefetch_related_objects(list(by_key.values()), Plan.objects.owners_with_organisation())
    return by_key


def adoption_row(decision: Decision, plan: Plan, status: Status) -> Row:
    who = _("Adopted by %(who)s") % {"who": who_and_when(decision)}
    return Row(f"{owner_name(plan)}: {plan.title}", plan.get_absolute_url(), who, chip(status))


def decision_row(decision: Decision, plan: Plan) -> Row:
    parts = (plan.title, who_and_when(decision), until(decision))
    title = f"{owner_name(plan)}: {decision.get_kind_display()}"
    return Row(title, plan.get_absolute_url(), ", ".join(part for part in parts if part))


def owner_name(plan: Plan) -> str:
    """The short name of the first owner."""
    owner = plan.first_owner()
    return owner.organisation.name if owner else ""


def who_and_when(decision: Decision) -> str:
    return f"{decision_body(decision)} {written(decision.decided_on)}".strip()

"""Template context of the start page: statistics, latest adoptions and latest decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.components import ListItem, SearchBox, Statistic
from library_plans.choices import ADOPTIONS
from library_plans.models import Decision, Plan, PlanOwner
from library_plans.register.counts import RegisterCounts, register_counts
from library_plans.register.edition_selectors import count_readable_editions
from library_plans.register.presentation import body_label, new_end_text, status_chip
from library_plans.rules import Status, format_day
from library_plans.status_periods.statuses import plan_statuses

ITEMS_PER_LIST = 5
EXAMPLE_QUERIES = ("läsfrämjande små barn", "nationella minoriteter", '"meröppet bibliotek"', "skolbibliotek samverkan")


def dashboard_context(on: date) -> dict[str, Any]:
    """The context of the start page as of a day: five queries."""
    adopted, decided = latest_decisions(on)
    plans = prefetch_owners([*(row.plan for row in adopted), *(row.plan for row in decided)])
    statuses = plan_statuses(plans.values(), on)
    return {
        "search_box": SearchBox(
            action=reverse("search:results"),
            label=_("Search in all library plans"),
            placeholder=_("for example: reading for small children"),
            suggest_url=reverse("search:suggest"),
        ),
        "example_queries": [{"words": words, "query_string": urlencode({"q": words})} for words in EXAMPLE_QUERIES],
        "statistics": statistics(register_counts(on)),
        "latest_adoptions": [adoption_item(row, plans[row.plan_id], statuses[row.plan_id]) for row in adopted],
        "latest_decisions": [decision_item(row, plans[row.plan_id]) for row in decided],
        "today": on,
    }


def statistics(counts: RegisterCounts) -> list[Statistic]:
    """Four counts, each with its total and a link to the list behind it."""
    register = reverse("library_plans:register")
    municipalities, organisations = counts.municipalities, counts.organisations
    readable, collected = count_readable_editions()
    return [
        Statistic(
            count=municipalities.in_force,
            total=municipalities.owners,
            label=_("municipalities have a plan in force that is known here"),
            url=f"{register}?niva=kommun&status=i-kraft",
            link_text=_("Which ones?"),
        ),
        Statistic(
            count=municipalities.current,
            total=municipalities.owners,
            label=_("municipalities have a plan that KB counts as current"),
            url=f"{register}?niva=kommun&aktuell=ja",
            link_text=_("Which ones?"),
        ),
        Statistic(
            count=organisations.ends_soon,
            total=organisations.in_force,
            label=_("municipalities and regions with a plan in force see it end within twelve months"),
            url=f"{register}?status=snart",
            link_text=_("Which ones, county by county?"),
        ),
        Statistic(
            count=readable,
            total=collected,
            label=_("collected documents can be searched, down to the page"),
            note=unreadable_note(collected - readable),
            url=reverse("library_plans:unreadable") if collected > readable else "",
            link_text=_("Which ones?"),
        ),
    ]


def unreadable_note(count: int) -> str:
    text = ngettext("%(count)s has no text that can be read.", "%(count)s have no text that can be read.", count)
    return text % {"count": count}


def latest_decisions(on: date) -> tuple[list[Decision], list[Decision]]:
    """The latest adoptions, at most one a plan, and the latest decisions of every kind, up to a day."""
    decisions = decisions_until(on)
    adoptions = decisions.filter(kind__in=ADOPTIONS)
    of_plan = adoptions.filter(plan=OuterRef("plan")).values("pk")
    last_adoptions = adoptions.filter(pk=Subquery(of_plan[:1])).values("pk")[:ITEMS_PER_LIST]
    either = Q(pk__in=decisions.values("pk")[:ITEMS_PER_LIST]) | Q(pk__in=last_adoptions)
    found = list(decisions.filter(either).select_related("plan"))
    adopted: dict[int, Decision] = {}
    for row in found:
        if row.kind in ADOPTIONS:
            adopted.setdefault(row.plan_id, row)
    return list(adopted.values())[:ITEMS_PER_LIST], found[:ITEMS_PER_LIST]


def decisions_until(on: date) -> QuerySet[Decision]:
    """Decisions up to a day about plans that have an owner, the latest first."""
    owners = PlanOwner.objects.filter(plan=OuterRef("plan"))
    return Decision.objects.filter(Exists(owners), decided_on__lte=on).order_by("-decided_on", "-pk")


def prefetch_owners(plans: Iterable[Plan]) -> dict[int, Plan]:
    """Plans by primary key, with their owners prefetched by one query."""
    by_key = {plan.pk: plan for plan in plans}
    prefetch_related_objects(list(by_key.values()), Plan.organisation_prefetch())
    return by_key


def adoption_item(decision: Decision, plan: Plan, status: Status) -> ListItem:
    who = _("Adopted by %(who)s") % {"who": body_and_date(decision)}
    return ListItem(f"{owner_name(plan)}: {plan.title}", plan.get_absolute_url(), who, status_chip(status))


def decision_item(decision: Decision, plan: Plan) -> ListItem:
    parts = (plan.title, body_and_date(decision), new_end_text(decision))
    title = f"{owner_name(plan)}: {decision.get_kind_display()}"
    return ListItem(title, plan.get_absolute_url(), ", ".join(part for part in parts if part))


def owner_name(plan: Plan) -> str:
    """The short name of the first owner; empty without one."""
    owner = plan.first_owner()
    return owner.organisation.name if owner else ""


def body_and_date(decision: Decision) -> str:
    return f"{body_label(decision)} {format_day(decision.decided_on)}".strip()

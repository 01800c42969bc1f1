"""What the start page gathers: counts with their base, the newest plans, the latest decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.components import Figure, Row, SearchBox
from library_plans.choices import ADOPTIONS, OwnerRole
from library_plans.models import Decision, Plan
from library_plans.register.coverage import Line, coverage
from library_plans.register.edition_selectors import count_readable
from library_plans.register.owner_plans import OwnerPlans
from library_plans.register.presentation import chip, decision_body, until, written

SHOWN = 5
EXAMPLES = ("läsfrämjande små barn", "nationella minoriteter", '"meröppet bibliotek"', "skolbibliotek samverkan")


def front(on: date) -> dict[str, Any]:
    """Everything below the heading of the start page, as the register stands on a day."""
    lines = coverage(on)
    decisions = decided(lines)
    return {
        "search_box": SearchBox(
            action=reverse("search:results"),
            label=_("Search in all library plans"),
            placeholder=_("for example: reading for small children"),
            suggest=reverse("search:suggest"),
        ),
        "examples": [{"words": words, "query": urlencode({"q": words})} for words in EXAMPLES],
        "figures": figures(lines),
        "newest": newest(decisions),
        "decisions": latest(decisions),
        "today": on,
    }


def figures(lines: Sequence[Line]) -> list[Figure]:
    """Three counts, each with its base and the list behind it."""
    register = reverse("library_plans:register")
    municipalities = [line for line in lines if line.role == OwnerRole.MUNICIPALITY]
    readable, collected = count_readable()
    return [
        Figure(
            count=sum(line.state.in_force for line in municipalities),
            of=len(municipalities),
            what=_("municipalities have a plan in force that is known here"),
            url=f"{register}?niva=kommun&status=i-kraft",
            link=_("Which ones?"),
        ),
        Figure(
            count=sum(line.soon for line in lines),
            of=sum(line.state.in_force for line in lines),
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


def decided(lines: Sequence[Line]) -> list[tuple[Decision, Plan, OwnerPlans]]:
    """Every decision with its plan, latest first; a joint plan's once, at its first owner."""
    owner_plans = {line.organisation.pk: line.owner_plans for line in lines}
    rows = [
        (decision, plan, owner_plans)
        for owner_plans in owner_plans.values()
        for plan in owner_plans.plans
        if (owner := plan.first_owner()) and owner.organisation_id == owner_plans.organisation.pk
        for decision in plan.decisions.all()
        if decision.decided_on <= owner_plans.on
    ]
    return sorted(rows, key=lambda row: (row[0].decided_on, row[0].pk), reverse=True)


def newest(decisions: Sequence[tuple[Decision, Plan, OwnerPlans]]) -> list[Row]:
    """The plans adopted last, each once."""
    adopted = {
        plan.pk: (decision, plan, owner_plans)
        for decision, plan, owner_plans in reversed(decisions)
        if decision.kind in ADOPTIONS
    }
    latest = sorted(adopted.values(), key=lambda row: row[0].decided_on, reverse=True)[:SHOWN]
    return [
        Row(
            f"{owner_plans.organisation.name}: {plan.title}",
            plan.get_absolute_url(),
            _("Adopted by %(who)s") % {"who": who_and_when(decision)},
            chip(owner_plans.status(plan)),
        )
        for decision, plan, owner_plans in latest
    ]


def latest(decisions: Sequence[tuple[Decision, Plan, OwnerPlans]]) -> list[Row]:
    """The decisions made last, of every kind."""
    return [
        Row(
            f"{owner_plans.organisation.name}: {decision.get_kind_display()}",
            plan.get_absolute_url(),
            ", ".join(part for part in (plan.title, who_and_when(decision), until(decision)) if part),
        )
        for decision, plan, owner_plans in decisions[:SHOWN]
    ]


def who_and_when(decision: Decision) -> str:
    return f"{decision_body(decision)} {written(decision.decided_on)}".strip()

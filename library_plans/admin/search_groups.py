"""What the admin's search box finds of the register: plans, decisions and files."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from content.admin.search_groups import FoundRow, SearchGroup
from library_plans.admin.lists import edit_url
from library_plans.admin.search import find_decisions, find_editions, find_plans
from library_plans.models import Decision, Edition, Plan
from library_plans.register.presentation import period_text

PERMISSION = "library_plans.change_plan"


def search_groups(request: HttpRequest) -> list[SearchGroup]:
    if not request.user.has_perm(PERMISSION):
        return []
    plans = Plan.objects.owned().in_register_order().prefetch_organisations()
    decisions = Decision.objects.select_related("plan").order_by("-decided_on", "-pk")
    editions = Edition.objects.select_related("plan").order_by("-fetched_at", "-pk")
    return [
        SearchGroup(
            name="planer",
            label=_("Plans"),
            order=10,
            list_url=reverse("plans:index"),
            find=lambda query: find_plans(plans, query),
            row=found_plan,
        ),
        SearchGroup(
            name="beslut",
            label=_("Decisions"),
            order=30,
            list_url=reverse("library_plans_decisions"),
            find=lambda query: find_decisions(decisions.prefetch_related("plan__owners__organisation"), query),
            row=found_decision,
        ),
        SearchGroup(
            name="filer",
            label=_("Files"),
            order=40,
            list_url=reverse("library_plans_files"),
            find=lambda query: find_editions(editions.prefetch_related("plan__owners__organisation"), query),
            row=found_edition,
        ),
    ]


def found_plan(plan: Plan) -> FoundRow:
    return FoundRow(plan.title, edit_url(plan), note(plan.owner_names, period_text(plan)))


def found_decision(decision: Decision) -> FoundRow:
    plan = decision.plan
    return FoundRow(str(decision), edit_url(plan), note(decision.dnr, decision.section, of_plan(plan)))


def found_edition(edition: Edition) -> FoundRow:
    name = edition.original_name or str(edition)
    return FoundRow(name, edit_url(edition.plan), note(str(edition.get_state_display()), of_plan(edition.plan)))


def of_plan(plan: Plan) -> str:
    return note(plan.title, plan.owner_names)


def note(*parts: str) -> str:
    return ", ".join(filter(None, parts))

"""An owner: its status in each role, its plans on a time axis, decisions and every plan."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Breadcrumbs, Fact, Facts, ListItem, Timeline
from delivery.page_cache import cacheable
from library_plans.choices import NOT_ADOPTED, OwnerRole, StatusCode, StatusReason
from library_plans.models import Edition, OwnerCheck, OwnerConfirmation, Plan
from library_plans.register.components import TimelineChartComponent
from library_plans.register.edition_selectors import editions_by_plan, preferred_edition
from library_plans.register.owner_plans import OwnerPlans
from library_plans.register.presentation import (
    adoption_text,
    chart_plan,
    decision_moments,
    period_label,
    period_text,
    status_chip,
)
from library_plans.register.timeline_chart import make_chart
from library_plans.rules import Answers, Status, answers, explain, format_day, not_required
from library_plans.views.lookup import answers_moved_and_voided, find_owner
from organisations.models import Organisation

UPCOMING_CODES = (StatusCode.COMING, StatusCode.CONSULTATION, StatusCode.ASSIGNED)


@require_safe
@answers_moved_and_voided
@cacheable
def owner(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The answers first, then the generations to scale, decisions and every plan."""
    owner_plans = find_owner(code, slug)
    by_plan = editions_by_plan(owner_plans.plans)
    editions = {plan: edition for plan, rows in by_plan.items() if (edition := preferred_edition(rows))}
    bars = [bar for plan in owner_plans.plans if (bar := chart_plan(owner_plans, plan))]
    context = {
        "organisation": owner_plans.organisation,
        "editable": owner_plans.organisation,
        "breadcrumbs": crumbs(owner_plans),
        "roles": [role_answers(owner_plans, role, editions) for role in owner_plans.roles],
        "chart": TimelineChartComponent(make_chart(bars, owner_plans.on)),
        "bars": bars,
        "timeline": Timeline(decision_moments(list(owner_plans.plans), named=len(owner_plans.plans) > 1)),
        "not_required": "" if owner_plans.roles else not_required(owner_plans.organisation.display_name),
        "plans": [plan_row(owner_plans, plan, bool(by_plan[plan.pk])) for plan in owner_plans.plans],
        "today": owner_plans.on,
        **last_days(owner_plans.organisation.pk),
    }
    return render(request, "library_plans/owner.html", context)


def last_days(organisation: int) -> dict[str, date | None]:
    """When the register was last checked against the owner's own sources, and confirmed by the owner: one query."""
    checks = OwnerCheck.objects.filter(organisation=OuterRef("pk")).values("checked_on")[:1]
    confirmations = OwnerConfirmation.objects.filter(organisation=OuterRef("pk")).values("confirmed_on")[:1]
    row: Any = Organisation.objects.filter(pk=organisation)
    days: dict[str, date | None] = row.values(
        last_check=Subquery(checks), last_confirmation=Subquery(confirmations)
    ).get()
    return days


def crumbs(owner_plans: OwnerPlans, *more: Breadcrumb) -> Breadcrumbs:
    """Planer › Skåne län › Ängelholm, and what stands below."""
    organisation = owner_plans.organisation
    register = reverse("library_plans:register")
    steps = [Breadcrumb(_("Start"), "/"), Breadcrumb(_("Plans"), register)]
    if organisation.county_code:
        steps.append(Breadcrumb(organisation.county_name, f"{register}?lan={organisation.county_code}"))
    steps.append(Breadcrumb(organisation.name, owner_plans.url if more else ""))
    return Breadcrumbs([*steps, *more])


def role_answers(owner_plans: OwnerPlans, role: OwnerRole, editions: dict[int, Edition]) -> dict[str, Any]:
    """What one wants to know of an owner in a role, with the reason for its status."""
    status = owner_plans.owner_status(role)
    plan, said = owner_plans.plan_behind(status), answers(status)
    rows = [
        Fact(_("Is there a plan?"), has_plan_answer(said, plan)),
        Fact(_("Until when?"), said.until_when, period_note(plan, status) if plan else ""),
        Fact(_("Who decided?"), said.decided_by),
    ]
    if plan:
        rows += current_facts(status, owner_plans.is_current(role))
        rows.append(Fact(_("Where is it?"), location_answer(plan, editions.get(plan.pk))))
    rows.append(Fact(_("What is next?"), next_step(owner_plans, role, status)))
    return {
        "role": role,
        "label": role.label,
        "sentence": explain(status),
        "chip": status_chip(status, large=True),
        "facts": Facts(rows),
    }


def current_facts(status: Status, is_current: bool) -> list[Fact]:
    """Whether KB counts the plan as aktuell, with its rule in words; nothing while no adoption is known."""
    if status.reason in NOT_ADOPTED:
        return []
    rule = _(
        "KB counts a plan to the end of the second year after the one in which it ended. Without a last day it counts "
        "to the end of the third year after the one in which it began."
    )
    no = _("Not known") if status.reason == StatusReason.DATES_UNKNOWN else _("No")
    return [Fact(_("Counted as current by KB?"), _("Yes") if is_current else no, rule)]


def has_plan_answer(said: Answers, plan: Plan | None) -> str:
    if plan is None:
        return f"{said.has_plan}."
    return format_html('{}: <a href="{}">{}</a>', said.has_plan, plan.get_absolute_url(), plan.title)


def period_note(plan: Plan, status: Status) -> str:
    years = period_text(plan)
    return f"{period_label(status)}: {years}" if years else ""


def location_answer(plan: Plan, edition: Edition | None) -> str:
    """The owner's own publication first; then the text here."""
    if edition is None:
        return _("No file has been collected.")
    read = format_html('<a href="{}{}/">{}</a>', plan.get_absolute_url(), edition.number, _("Read it here"))
    if not edition.source_url:
        return format_html("{}. {}", read, _("The owner's own publication is not known."))
    source = format_html('<a href="{}" rel="external">{}</a>', edition.source_url, _("The owner's own publication"))
    return format_html("{} · {}", source, read)


def next_step(owner_plans: OwnerPlans, role: OwnerRole, status: Status) -> str:
    """The upcoming plans with their statuses; else the notes of the status."""
    coming = [
        (plan.get_absolute_url(), plan.title, explain(owner_plans.status(plan)))
        for plan in owner_plans.counting_plans(role)
        if plan.pk != status.plan and owner_plans.status(plan).code in UPCOMING_CODES
    ]
    if coming:
        return format_html_join(" ", '<a href="{}">{}</a>. {}', coming)
    if status.code == StatusCode.COMING:
        return _("The plan comes into force on %(day)s.") % {"day": format_day(status.starts)}
    if status.code in UPCOMING_CODES:
        return _("It is not known when the plan will be adopted.")
    known = [capfirst(str(note.label)) + "." for note in status.notes]
    return " ".join(known if len(known) > 1 else [*known, _("Nothing is known yet of a next plan.")])


def plan_row(owner_plans: OwnerPlans, plan: Plan, collected: bool) -> ListItem:
    decided = adoption_text(owner_plans, plan)
    adopted = _("adopted by %(who)s") % {"who": decided} if decided else ""
    missing = "" if collected else _("no file has been collected")
    parts = (capfirst(plan.get_kind_display()), period_text(plan), adopted, missing)
    return ListItem(
        plan.title, plan.get_absolute_url(), ", ".join(filter(None, parts)), status_chip(owner_plans.status(plan))
    )

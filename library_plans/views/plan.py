"""A plan: decisions, source, collected editions and table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Fact, Facts, SearchBox, Timeline
from delivery.page_cache import cacheable
from extraction.types import PassageKind
from library_plans.models import Edition, Plan, PlanSettings
from library_plans.reader.toc import table_of_contents
from library_plans.redaction.rules import is_redacted
from library_plans.register.components import TimelineChartComponent
from library_plans.register.edition_selectors import editions_by_plan, preferred_edition
from library_plans.register.owner_plans import OwnerPlans
from library_plans.register.presentation import (
    chart_plan,
    decision_moments,
    period_label,
    period_text,
    status_chip,
    unit_name,
)
from library_plans.register.timeline_chart import make_chart
from library_plans.rules import answers, explain
from library_plans.summaries.models import PlanSummaryPage, SummaryStatement, summary_context
from library_plans.views.edition import file_facts, readability_sentence
from library_plans.views.lookup import answers_moved_and_voided, find_plan
from library_plans.views.owner import crumbs, current_facts


@require_safe
@answers_moved_and_voided
@cacheable
def plan(request: HttpRequest, code: str, slug: str, plan: str) -> HttpResponse:
    """The owner's own publication first, then facts, decisions, collected editions and contents."""
    owner_plans, found = find_plan(code, slug, plan)
    editions = editions_by_plan([found])[found.pk]
    preferred = preferred_edition(editions)
    url = found.get_absolute_url()
    readable = preferred if preferred and preferred.page_count and not is_redacted(preferred) else None
    headings = readable.passages.filter(kind=PassageKind.HEADING) if readable else []
    bars = [bar for other in owner_plans.plans if (bar := chart_plan(owner_plans, other, found))]
    status = owner_plans.status(found)
    publishes = PlanSettings.current().publish_copies
    context = {
        "organisation": owner_plans.organisation,
        "plan": found,
        "editable": found,
        "breadcrumbs": crumbs(owner_plans, Breadcrumb(found.title)),
        "sentence": explain(status),
        "chip": status_chip(status, large=True),
        "facts": Facts(plan_facts(owner_plans, found, preferred)),
        "chart": TimelineChartComponent(make_chart(bars, owner_plans.on)) if len(bars) > 1 else None,
        "timeline": Timeline(decision_moments([found], named=False)),
        "editions": [edition_context(edition, url, publishes) for edition in editions],
        "reading_url": f"{url}{readable.number}/sida/1/" if readable else "",
        "unit": unit_name(readable) if readable else "",
        "contents": table_of_contents(headings, f"{url}{readable.number}/") if readable else [],
        "search_box": SearchBox(f"{url}{readable.number}/", _("Search in this plan"), small=True) if readable else None,
        **summary_context(summary_of(found, editions)),
        "newer": owner_plans.successor(found),
    }
    return render(request, "library_plans/plan.html", context)


def summary_of(plan: Plan, editions: Sequence[Edition]) -> list[SummaryStatement]:
    """What of the published summary may be shown."""
    page = PlanSummaryPage.objects.live().filter(plan=plan).first()
    return page.public_statements_on(editions) if page else []


def plan_facts(owner_plans: OwnerPlans, plan: Plan, edition: Edition | None) -> list[Fact]:
    """What the register knows; what it does not know is left out, except the source."""
    status = owner_plans.status(plan)
    said = answers(status)
    rows = [
        Fact(_("Source"), source_answer(edition), _("Where the owner publishes the plan itself.")),
        Fact(_("Kind"), capfirst(plan.get_kind_display())),
        Fact(period_label(status), period_text(plan)),
        Fact(_("Until when?"), said.until_when),
        Fact(_("Who decided?"), said.decided_by),
        *current_facts(status, owner_plans.plan_is_current(plan)),
        Fact(_("Written under"), _("the Libraries Act %(act)s") % {"act": plan.get_act_display()} if plan.act else ""),
        Fact(_("Owners"), owner_links(plan) if len(plan.owners.all()) > 1 else ""),
    ]
    return [row for row in rows if row.value]


def source_answer(edition: Edition | None) -> str:
    if edition is None or not edition.source_url:
        return _("The owner's own publication is not known.")
    url = edition.source_url
    return format_html('<a class="address" href="{}" rel="external">{}</a>', url, url)


def owner_links(plan: Plan) -> str:
    """Every owner with its role, linked."""
    rows = [
        (reverse("library_plans:owner", args=[row.organisation.code, row.organisation.slug]), row.organisation, row)
        for row in plan.owners.all()
    ]
    links = ((url, organisation.display_name, row.get_role_display()) for url, organisation, row in rows)
    return format_html_join(", ", '<a href="{}">{}</a> ({})', links)


def edition_context(edition: Edition, plan_url: str, publishes: bool) -> dict[str, object]:
    """One collected edition on the plan's page."""
    return {
        "edition": edition,
        "url": f"{plan_url}{edition.number}/",
        "facts": Facts(file_facts(edition, plan_url, publishes)),
        "sentence": readability_sentence(edition),
    }

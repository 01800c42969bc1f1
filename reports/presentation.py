"""How a report is shown: its facts, and the plans it speaks of. `report` is a ReportPage, whose model imports this."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.components import Fact, Facts, Row
from library_plans.models import PlanOwner
from organisations.models import Organisation, OrganisationKind
from reports.blocks import ROLES

BREAK = mark_safe("<br>")


def report_facts(report: Any) -> Facts:
    """What one wants to know of a report before reading it: one query, for whose it is."""
    bodies = [row.organisation for row in report.organisations.select_related("organisation")]
    rows = [
        Fact(_("Kind"), capfirst(report.get_level_display())),
        Fact(_("Year"), report.year),
        Fact(_("Whose report"), format_html_join(", ", "{}", ((body_link(body),) for body in bodies))),
    ]
    if report.authors:
        rows.append(Fact(_("Who made it"), format_html_join(BREAK, "{}", ((line,) for line in author_lines(report)))))
    rows.append(Fact(_("About"), capfirst(report.get_follow_up_display())))
    return Facts(rows)


def body_link(body: Organisation) -> SafeString | str:
    """The body's name, which leads to its library plans where it may have any."""
    if body.kind == OrganisationKind.NATIONAL:
        return body.display_name
    url = reverse("library_plans:owner", args=[body.code, body.slug])
    return format_html('<a href="{}">{}</a>', url, body.display_name)


def author_lines(report: Any) -> list[str]:
    """`Utvecklingsledare, projektledare, Region Uppsala`, a line each."""
    roles = dict(ROLES)
    people = [author.value for author in report.authors]
    return [", ".join(filter(None, (one["name"], str(roles[one["role"]]), one["organisation"]))) for one in people]


def plan_rows(report: Any) -> list[Row]:
    """The plans as links, to the page where one is named; two queries. One that nobody owns is not public."""
    rows = list(report.plans.select_related("edition"))
    owners = PlanOwner.objects.filter(plan__in=[row.plan_id for row in rows], position=1)
    owner_of = {owner.plan_id: owner for owner in owners.select_related("plan", "organisation")}
    return [plan_row(row, owner_of[row.plan_id]) for row in rows if row.plan_id in owner_of]


def plan_row(row: Any, owner: PlanOwner) -> Row:
    address, place = owner.get_absolute_url(), ""
    if row.edition and row.page_number:
        address = f"{address}{row.edition.number}/sida/{row.page_number}/"
        place = _("page %(number)d") if row.edition.has_pages else _("section %(number)d")
        place = capfirst(place % {"number": row.page_number})
    elif row.edition:
        address = f"{address}{row.edition.number}/"
    return Row(f"{owner.organisation.name}: {owner.plan.title}", address, place)

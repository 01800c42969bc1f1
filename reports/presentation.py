"""How a report is shown: its facts. `report` is a ReportPage, whose model imports this."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.components import Fact, Facts
from library_plans.citations.plan_links import body_links
from reports.blocks import ROLES

BREAK = mark_safe("<br>")


def report_facts(report: Any) -> Facts:
    """What one wants to know of a report before reading it: one query, for whose it is."""
    rows = [
        Fact(_("Kind"), capfirst(report.get_level_display())),
        Fact(_("Year"), report.year),
        Fact(_("Whose report"), body_links(report)),
    ]
    if report.authors:
        rows.append(Fact(_("Who made it"), format_html_join(BREAK, "{}", ((line,) for line in author_lines(report)))))
    rows.append(Fact(_("About"), capfirst(report.get_follow_up_display())))
    return Facts(rows)


def author_lines(report: Any) -> list[str]:
    """`Utvecklingsledare, projektledare, Region Uppsala`, a line each."""
    roles = dict(ROLES)
    people = [author.value for author in report.authors]
    return [", ".join(filter(None, (one["name"], str(roles[one["role"]]), one["organisation"]))) for one in people]

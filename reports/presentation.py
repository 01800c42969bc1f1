"""The fact list of a report. `report` is a ReportPage, whose model imports this module."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.components import Fact, Facts
from library_plans.citations.plan_links import organisation_links
from reports.choices import AuthorRole

LINE_BREAK = mark_safe("<br>")


def report_facts(report: Any) -> Facts:
    """The fact list: one query for the organisations."""
    rows = [
        Fact(_("Kind"), capfirst(report.get_level_display())),
        Fact(_("Year"), report.year),
        Fact(_("Whose report"), organisation_links(report)),
    ]
    if report.authors:
        rows.append(
            Fact(_("Who made it"), format_html_join(LINE_BREAK, "{}", ((line,) for line in author_lines(report))))
        )
    rows.append(Fact(_("About"), capfirst(report.get_follow_up_display())))
    return Facts(rows)


def author_lines(report: Any) -> list[str]:
    """A line for each author: `Utvecklingsledare, projektledare, Region Uppsala`."""
    authors = [author.value for author in report.authors]
    return [
        ", ".join(filter(None, (author["name"], str(AuthorRole(author["role"]).label), author["organisation"])))
        for author in authors
    ]

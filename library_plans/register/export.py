"""The register as a table for spreadsheets and programs: labels and codes, days, source and checksum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from delivery.csv_export import Code
from library_plans.choices import PlanKind
from library_plans.models import Edition
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.register.coverage import CoverageRow, iter_coverage_batches
from library_plans.register.edition_selectors import preferred_editions
from library_plans.register.presentation import notes_text
from library_plans.rules import body_phrase, explain

# Name of each column, and its width in characters.
COLUMNS: Mapping[str, int] = {
    "kod": 8, "namn": 26, "nivåkod": 9, "nivå": 9, "länskod": 8, "län": 22, "statuskod": 15, "status": 24, "aktuell": 8,
    "förklaring": 60, "anmärkning": 24, "plan": 40, "typkod": 12, "typ": 24, "period": 12, "gäller från": 12,
    "gäller till och med": 18, "antagen": 12, "organkod": 9, "beslutad av": 24, "paragraf": 10, "dnr": 16,
    "efterträdare": 40, "efterträdarens adress": 40, "källa": 40, "kontrollsumma": 20, "adress": 40, "exempeltext": 12,
}  # fmt: skip


def export_rows(periods: StatusPeriodQuerySet, on: date, site: str) -> Iterator[Sequence[Any]]:
    """One row for each owner in a role, as long as `COLUMNS`; `site` is the scheme and host of URLs.

    Days are dates, codes of digits are `Code`, all else is text. Four queries for each hundred rows.
    """
    for rows in iter_coverage_batches(periods, on):
        editions = preferred_editions(row.status.plan for row in rows)
        yield from (export_row(row, editions.get(row.status.plan), site) for row in rows)


def export_row(row: CoverageRow, edition: Edition | None, site: str) -> Sequence[Any]:
    decision, status = row.adoption, row.status
    return (
        Code(row.organisation.region_code if row.is_region else row.organisation.code),
        row.organisation.display_name,
        row.role.value,
        row.role.label,
        Code(row.organisation.county_code),
        row.organisation.county_name,
        status.code.value,
        status.label,
        "ja" if row.is_current else "nej",
        explain(status),
        notes_text(status, "; "),
        row.plan.title if row.plan else "",
        row.plan.kind if row.plan else "",
        PlanKind(row.plan.kind).label if row.plan else "",
        row.period,
        row.first_day or "",
        row.last_day or "",
        decision.decided_on if decision else "",
        decision.body if decision else "",
        body_phrase(decision) if decision else "",
        decision.section if decision else "",
        decision.dnr if decision else "",
        row.successor.title if row.successor else "",
        f"{site}{row.successor.url}" if row.successor else "",
        edition.source_url if edition else "",
        edition.sha256 if edition else "",
        f"{site}{row.plan_url or row.url}",
        "exempel" if row.plan and row.plan.is_example else "",
    )

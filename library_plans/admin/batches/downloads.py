"""Downloads: the report of a batch, and templates of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from delivery.csv_export import EXCEL, csv_response
from delivery.xlsx_export import xlsx_response
from library_plans.admin.batches.permission import registers_plans
from library_plans.batches.columns import COLUMNS
from library_plans.batches.row_warnings import warnings_of
from library_plans.choices import ImportStatus, PlanKind
from library_plans.models import ImportBatch, ImportRow

BATCH = 50
EXAMPLE = {
    "file": "biblioteksplan-2024.pdf",
    "owner_codes": "Ystad",
    "kind": str(PlanKind.MUNICIPAL),
    "title": "Biblioteksplan 2024–2027",
    "starts": "2024-01-01",
    "ends": "2027-12-31",
    "decided_on": "2023-12-12",
    "body": "kommunfullmäktige",
    "section": "§ 181",
    "dnr": "KS 2023/412",
    "variant": "antagen",
    "language": "sv",
    "source_url": "https://www.example.org/biblioteksplan.pdf",
}


@registers_plans
def report(request: HttpRequest, pk: int) -> FileResponse:
    """What became of each file, as a CSV that a Swedish Excel opens."""
    batch = get_object_or_404(ImportBatch.objects.defer("table"), pk=pk)
    header = [_("Row"), _("File"), _("Result"), _("Plan"), _("Address"), _("Notes")]
    return csv_response(f"insattning-{batch.pk}.csv", header, report_rows(request, batch), EXCEL)


def report_rows(request: HttpRequest, batch: ImportBatch) -> Iterator[list[Any]]:
    rows = batch.rows.select_related("edition__plan").prefetch_related("edition__plan__owners__organisation")
    portion: list[ImportRow] = []
    for row in rows.order_by("position").iterator(chunk_size=BATCH):
        portion.append(row)
        if len(portion) == BATCH:
            yield from portion_rows(request, batch, portion)
            portion = []
    yield from portion_rows(request, batch, portion)


def portion_rows(request: HttpRequest, batch: ImportBatch, rows: list[ImportRow]) -> Iterator[list[Any]]:
    warnings = warnings_of(batch, rows)
    for row in rows:
        plan = row.edition.plan if row.edition else None
        is_public = plan is not None and row.status in (ImportStatus.ENTERED, ImportStatus.KNOWN) and plan.first_owner()
        address = request.build_absolute_uri(plan.get_absolute_url()) if plan and is_public else ""
        notes = " ".join(warnings.get(row.pk, [])) or row.refusal
        yield [row.position, row.original_name, row.get_status_display(), plan.title if plan else "", address, notes]


@registers_plans
def template(request: HttpRequest, suffix: str) -> FileResponse:
    """A list with our columns and an example row, as CSV or XLSX."""
    header = [str(label) for label in COLUMNS.values()]
    row = [EXAMPLE[name] for name in COLUMNS]
    if suffix == "xlsx":
        return xlsx_response("planlista.xlsx", _("Plans"), header, [row], [24] * len(row))
    return csv_response("planlista.csv", header, [row])

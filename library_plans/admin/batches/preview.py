"""The page of a batch: each row with what will be entered and what speaks against it; later, what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library_plans.admin.batches.permission import registers_plans
from library_plans.admin.batches.views import context
from library_plans.batches.columns import COLUMNS
from library_plans.batches.row_decisions import accept_rows, skip_rows
from library_plans.batches.row_warnings import warnings_of
from library_plans.batches.values import place, shown, stored_value
from library_plans.choices import ImportStatus
from library_plans.models import ImportBatch, ImportRow
from library_plans.models.imports import UNDECIDED
from organisations.directory import OrganisationDirectory, organisation_directory

ROWS_PER_PAGE = 50
SHOWN = ("owner_codes", "kind", "title", "starts", "ends", "decided_on")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in words, and where it stands when the text gave it."""

    label: str
    value: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row with its facts in the order of `SHOWN`, and its warnings."""

    row: ImportRow
    facts: list[Fact]
    warnings: list[str]


@registers_plans
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows, fifty a page, all of them or those of a status (`lage=`)."""
    found = get_object_or_404(ImportBatch.objects.select_related("created_by").defer("table"), pk=pk)
    if found.has_table:
        return redirect("plan_batches:columns", pk)
    if request.method == "POST":
        return decide(request, found)
    rows = found.rows.select_related("edition__plan", "acted_by").order_by("position")
    status = request.GET.get("lage", "")
    chosen = rows.filter(status=status) if status in ImportStatus.values else rows
    page = Paginator(chosen, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    counts = dict(found.rows.order_by().values_list("status").annotate(Count("pk")))
    values = {
        "batch": found,
        "page": page,
        "rows": preview_rows(found, list(page)),
        "status": status,
        "counts": [(one, counts[one]) for one in ImportStatus if one in counts],
        "open_count": sum(counts.get(one, 0) for one in UNDECIDED),
        "may_take_back": ImportStatus.ENTERED in counts,
        "may_put_back": ImportStatus.TAKEN_BACK in counts,
        "is_working": ImportStatus.ACCEPTED in counts or any(row.is_being_read for row in page),
    }
    return render(request, "library_plans/admin/batches/batch.html", context(found.name, **values))


def preview_rows(batch: ImportBatch, rows: list[ImportRow]) -> list[PreviewRow]:
    warnings, directory = warnings_of(batch, rows), organisation_directory()
    return [PreviewRow(row, [fact(row, name, directory) for name in SHOWN], warnings.get(row.pk, [])) for row in rows]


def fact(row: ImportRow, name: str, directory: OrganisationDirectory) -> Fact:
    stored = stored_value(row, name)
    suggestion = row.suggestions.get(name)
    is_suggested = suggestion and name not in row.cells and suggestion["value"] == stored
    return Fact(str(COLUMNS[name]), shown(name, stored, directory), place(suggestion) if is_suggested else "")


def decide(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Accept or skip the row whose button was pressed, or all that may be."""
    undecided = batch.rows.filter(status__in=UNDECIDED)
    if key := chosen_row(request, "accept"):
        accepted = accept_rows(undecided.filter(pk=key), request.user)
        return accepted_response(request, batch, accepted)
    if "accept_all" in request.POST:
        return accepted_response(request, batch, sum(accept_rows(rows, request.user) for rows in undoubted(batch)))
    rows = undecided if "skip_all" in request.POST else undecided.filter(pk=chosen_row(request, "skip"))
    skipped = skip_rows(rows, request.user)
    text = ngettext("%(count)d row is skipped.", "%(count)d rows are skipped.", skipped)
    messages.success(request, text % {"count": skipped})
    return redirect(request.get_full_path())


def chosen_row(request: HttpRequest, name: str) -> int:
    """The primary key that a button has; 0 without one."""
    written = request.POST.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0


def accepted_response(request: HttpRequest, batch: ImportBatch, accepted: int) -> HttpResponse:
    if not accepted:
        messages.info(request, _("There is no row that can be entered as it stands. Correct them, or accept each."))
        return redirect(request.get_full_path())
    return redirect("plan_batches:progress", batch.pk)


def undoubted(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    """The rows without warnings that can be accepted, some at a time."""
    rows = batch.rows.filter(status=ImportStatus.OPEN).order_by("position")
    for page in Paginator(list(rows), ROWS_PER_PAGE):
        warnings = warnings_of(batch, list(page))
        yield [row for row in page if row.may_be_accepted and not warnings.get(row.pk)]

"""One row of a batch: its form beside what the text says, and its file."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from library_plans.admin.batches.permission import registers_plans
from library_plans.admin.batches.preview import ROWS_PER_PAGE
from library_plans.admin.batches.row_form import RowForm
from library_plans.admin.batches.views import context
from library_plans.batches.columns import COLUMNS
from library_plans.batches.row_decisions import accept_rows
from library_plans.batches.row_warnings import warnings_of
from library_plans.batches.text_suggestions import OTHER_DECISIONS
from library_plans.batches.values import place, shown
from library_plans.models import ImportRow
from organisations.directory import organisation_directory


@registers_plans
def edit_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a row that nobody has decided on; save it, or save and have it entered."""
    row = get_object_or_404(ImportRow.objects.select_related("batch"), pk=pk)
    if not row.is_undecided:
        messages.info(request, _("The row has been decided on already."))
        return redirect(row_url(row))
    form = RowForm(request.POST or None, instance=row, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        if "accept" in request.POST and accept_rows([row], request.user):
            return redirect("plan_batches:progress", row.batch_id)
        messages.success(request, _("Row %(number)d is saved.") % {"number": row.position})
        return redirect(row_url(row))
    values = {
        "row": row,
        "form": form,
        "warnings": warnings_of(row.batch, [row]).get(row.pk, []),
        "evidence": evidence(row),
        "cells": [(COLUMNS[name], written) for name, written in row.cells.items()],
        "back_url": row_url(row),
    }
    title = row.original_name or _("Row %(number)d") % {"number": row.position}
    return render(request, "library_plans/admin/batches/row.html", context(title, **values))


def row_url(row: ImportRow) -> str:
    """The row on the page of its batch."""
    before = ImportRow.objects.filter(batch=row.batch_id, position__lt=row.position).count()
    return f"{reverse('plan_batches:batch', args=[row.batch_id])}?p={before // ROWS_PER_PAGE + 1}#rad-{row.position}"


def evidence(row: ImportRow) -> list[tuple[str, str, str, str]]:
    """What the text suggests: name, value, where and the words there."""
    names = {**COLUMNS, OTHER_DECISIONS: _("More decisions")}
    directory = organisation_directory()
    return [
        (str(names[name]), shown(name, one["value"], directory), place(one), one["quote"])
        for name, one in row.suggestions.items()
    ]


@registers_plans
def row_file(request: HttpRequest, pk: int) -> FileResponse:
    """The waiting file, to be saved: it is not opened in the browser."""
    row = get_object_or_404(ImportRow, pk=pk)
    if not row.file or not row.file.storage.exists(str(row.file.name)):
        raise Http404
    return FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.original_name, content_type="application/octet-stream"
    )

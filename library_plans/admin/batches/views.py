"""Lists batches, makes them, tells their columns and shows how far the work on them has come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.permissions import policy_registry

from extraction.types import TextState
from library_plans.admin.batches.forms import BatchForm, ColumnsForm, FilesForm
from library_plans.admin.batches.permission import registers_plans
from library_plans.batches.uploads import add_files, apply_columns, make_batch
from library_plans.choices import ImportStatus
from library_plans.models import ImportBatch, Plan

ICON = "folder-open-inverse"
UNFINISHED = "oavslutade"  # value of `lage` in the list
REFRESH_SECONDS = 5
UNREAD = ~Q(file="") & Q(state=TextState.PENDING)
WAITING = (ImportStatus.OPEN, ImportStatus.REFUSED)


class BatchListView(generic.IndexView):
    """Every batch, the latest first; also those that `ingest_plans` made."""

    model = ImportBatch
    page_title = gettext_lazy("Many plans at once")
    header_icon = ICON
    index_url_name = "plan_batches:index"
    index_results_url_name = "plan_batches:index_results"
    add_url_name = "plan_batches:new"
    add_item_label = gettext_lazy("Enter many plans")
    any_permission_required = ["add"]
    default_ordering = "-created_at"
    is_searchable = False
    paginate_by = 50
    list_display = [
        TitleColumn(
            "name",
            label=gettext_lazy("Batch"),
            accessor="name",
            get_url=lambda batch: reverse("plan_batches:batch", args=[batch.pk]),
        ),
        DateColumn("created_at", label=gettext_lazy("Made"), sort_key="created_at"),
        Column("created_by", label=gettext_lazy("Made by"), accessor=lambda batch: batch.created_by or "ingest_plans"),
        Column("rows", label=gettext_lazy("Rows"), accessor="row_count"),
        Column("open", label=gettext_lazy("To decide on"), accessor="open_count"),
        Column("entered", label=gettext_lazy("Entered"), accessor="entered_count"),
    ]

    @property
    def permission_policy(self) -> Any:
        """That of plans: who registers one may register many."""
        return policy_registry.get_by_type(Plan)

    def get_base_queryset(self) -> QuerySet[ImportBatch]:
        batches = ImportBatch.objects.all()
        chosen = batches.unfinished() if self.request.GET.get("lage") == UNFINISHED else batches
        return chosen.with_counts().select_related("created_by").defer("table")


def context(title: str, **values: Any) -> dict[str, Any]:
    """What every page of a batch has: title, icon and the way back."""
    crumbs = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": reverse_lazy("plan_batches:index"), "label": gettext_lazy("Many plans at once")},
        {"url": "", "label": title},
    ]
    return {"header_title": title, "header_icon": ICON, "breadcrumbs_items": crumbs, **values}


@registers_plans
def new_batch(request: HttpRequest) -> HttpResponse:
    """Take in files and a list; nothing enters the register."""
    form = BatchForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files, listed = form.cleaned_data["documents"], form.cleaned_data["plan_list"]
        count = len(files)
        name = listed.name if listed else ngettext("%(count)d file", "%(count)d files", count) % {"count": count}
        batch = make_batch(request.user, name, files, form.table)
        return redirect("plan_batches:columns" if form.table else "plan_batches:progress", batch.pk)
    return render(request, "library_plans/admin/batches/new.html", context(_("Enter many plans"), form=form))


@registers_plans
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which column of the list is which of ours."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    if not batch.has_table:
        return redirect("plan_batches:batch", pk)
    form = ColumnsForm(request.POST or None, table=batch.table)
    if request.method == "POST" and form.is_valid():
        apply_columns(batch, form.places)
        return redirect("plan_batches:progress", pk)
    page = context(_("Columns of the list"), form=form, batch=batch, line_count=len(batch.table) - 1)
    return render(request, "library_plans/admin/batches/columns.html", page)


@registers_plans
def more_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files to a batch: one that a row of its list waits for goes there."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        add_files(batch, form.cleaned_data["documents"])
        return redirect("plan_batches:progress", pk)
    return render(
        request, "library_plans/admin/batches/more_files.html", context(_("More files"), form=form, batch=batch)
    )


@registers_plans
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How much is left to read and to enter; the browser asks again by itself, unless told not to (`stanna`)."""
    batch = get_object_or_404(ImportBatch.objects.defer("table"), pk=pk)
    entering = batch.rows.filter(status=ImportStatus.ACCEPTED).count()
    reading = batch.rows.filter(UNREAD, status__in=WAITING).count()
    if not entering and not reading:
        messages.success(request, _("All is done that the server had to do."))
        return redirect("plan_batches:batch", pk)
    total = batch.rows.count()
    page = context(
        batch.name,
        batch=batch,
        reading=reading,
        entering=entering,
        total=total,
        done=total - reading - entering,
        stands_still="stanna" in request.GET,
    )
    response = render(request, "library_plans/admin/batches/progress.html", page)
    if "stanna" not in request.GET:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response

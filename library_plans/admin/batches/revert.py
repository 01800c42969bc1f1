"""The view that takes back what a batch made, or puts it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library_plans.admin.batches.forms import TakeBackForm
from library_plans.admin.batches.permission import registers_plans
from library_plans.admin.batches.views import context
from library_plans.batches.revert import put_back, take_back
from library_plans.choices import ImportStatus
from library_plans.models import ImportBatch, ImportRow


@registers_plans
def take_back_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then declare what the batch made registered in error."""
    batch = get_object_or_404(ImportBatch.objects.defer("table"), pk=pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left = take_back(batch, request.user, form.cleaned_data["reason"])
        messages.success(request, _("Taken back: what the batch made is neither shown nor counted."))
        name_left(request, left)
        return redirect("plan_batches:batch", pk)
    made = batch.rows.exclude(made=[]).exclude(status=ImportStatus.TAKEN_BACK).count()
    page = context(_("Take back the batch"), batch=batch, form=form, made=made)
    return render(request, "library_plans/admin/batches/take_back.html", page)


@registers_plans
def put_back_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what was taken back stand again."""
    batch = get_object_or_404(ImportBatch.objects.defer("table"), pk=pk)
    if request.method == "POST":
        left = put_back(batch, request.user)
        messages.success(request, _("Put back: what the batch made is shown and counted again."))
        name_left(request, left)
        return redirect("plan_batches:batch", pk)
    taken = batch.rows.filter(status=ImportStatus.TAKEN_BACK).count()
    page = context(_("Put back the batch"), batch=batch, taken=taken)
    return render(request, "library_plans/admin/batches/put_back.html", page)


def name_left(request: HttpRequest, left: list[ImportRow]) -> None:
    """Say which rows were left alone."""
    if left:
        text = ngettext(
            "%(count)d row is left as it is, because somebody has changed its plan since: %(names)s.",
            "%(count)d rows are left as they are, because somebody has changed their plans since: %(names)s.",
            len(left),
        )
        messages.warning(request, text % {"count": len(left), "names": ", ".join(map(str, left))})

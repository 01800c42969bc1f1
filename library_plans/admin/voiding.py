"""The admin's view that declares a plan, decision or edition registered in error, or takes that back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin.history import ROW
from library_plans.merging import active_merge
from library_plans.models import Decision, Edition, Plan
from library_plans.voiding import Row, restore, void

MODELS: dict[str, type[Any]] = {"plan": Plan, "beslut": Decision, "utgava": Edition}


class VoidForm(forms.Form):
    """Why a row is registered in error; only KB's editors read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=255,
        help_text=gettext_lazy("For example: the file belongs to another municipality. Only editors see it."),
        widget=forms.TextInput(attrs={"class": "w-field__input"}),
    )


def void_url(row: Row) -> str:
    """The address of the view for a row."""
    kind = next(name for name, model in MODELS.items() if isinstance(row, model))
    return reverse("library_plans_void", args=[kind, row.pk])


def registered_in_error(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the reason and declare the row registered in error; of one that is, tell why and take it back."""
    model = MODELS.get(kind)
    if model is None:
        raise Http404
    if not request.user.has_perm(f"library_plans.change_{model._meta.model_name}"):
        raise PermissionDenied
    row = get_object_or_404(model.all_objects, pk=pk)
    if isinstance(row, Plan) and (merge := active_merge(row.pk)):
        return redirect("library_plans_undo_merge", merge.pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and row.is_voided:
        restore(row)
        messages.success(request, _("Taken back: it is shown and counted again."))
        return redirect(plan_url(row))
    if request.method == "POST" and form.is_valid():
        void(row, request.user, form.cleaned_data["reason"])
        messages.success(request, _("Registered in error: no longer shown or counted."))
        return redirect(plan_url(row))
    context = {
        "row": row,
        "form": form,
        "back_url": plan_url(row),
        "history_url": history_url(row),
        "page_title": _("Registered in error"),
        "page_subtitle": str(row),
        "header_icon": "warning",
    }
    return render(request, "library_plans/admin/registered_in_error.html", context)


def plan_url(row: Row) -> str:
    """The form of the row's plan; the register while the plan is registered in error."""
    plan = row if isinstance(row, Plan) else row.plan
    return reverse("plans:index") if plan.is_voided else reverse("plans:edit", args=[plan.pk])


def history_url(row: Row) -> str:
    """The history of the row: of a decision or an edition that part of its plan's history."""
    plan = row.pk if isinstance(row, Plan) else row.plan_id
    return f"{reverse('plans:history', args=[plan])}?{ROW}={row._meta.label_lower}-{row.pk}"

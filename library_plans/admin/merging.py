"""The admin's views that merge a plan with another one, after a preview, and undo that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library_plans.citations.choosers import plan_chooser, plan_name
from library_plans.merging import merge_plans, parts_to_move, undo_merge
from library_plans.models import Plan, PlanMerge


class MergeForm(forms.Form):
    """The plan that goes into the one that is kept."""

    plan = forms.ModelChoiceField(
        Plan.objects.all(), label=gettext_lazy("The other plan"), widget=plan_chooser.widget_class()
    )

    def __init__(self, kept: Plan, *args: Any) -> None:
        super().__init__(*args)
        self.fields["plan"].queryset = Plan.objects.exclude(pk=kept.pk)  # type: ignore[attr-defined]


def merge_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other plan, see what would be moved, and move it: the plan of the address is kept."""
    require_editor(request)
    kept = get_object_or_404(Plan, pk=pk)
    form = MergeForm(kept, request.POST or request.GET or None)
    chosen: Plan | None = form.cleaned_data["plan"] if form.is_bound and form.is_valid() else None
    if request.method == "POST" and chosen:
        merge_plans(kept, chosen, request.user)
        messages.success(request, _("The plans are one now. The merge can be undone from the form of the plan."))
        return redirect("plans:edit", pk)
    context = {
        "kept": kept,
        "kept_name": plan_name(kept),
        "chosen": chosen,
        "chosen_name": plan_name(chosen) if chosen else "",
        "parts": parts_to_move(kept, chosen) if chosen else None,
        "form": form,
        "media": form.media,
        "page_title": _("Merge with another plan"),
        "page_subtitle": plan_name(kept),
        "header_icon": "doc-full",
    }
    return render(request, "library_plans/admin/merge_plan.html", context)


def undo_plan_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what was merged, and take it back."""
    require_editor(request)
    merge = get_object_or_404(PlanMerge.objects.select_related("kept", "merged", "merged_by"), pk=pk)
    if request.method == "POST":
        try:
            undo_merge(merge, request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect("library_plans_undo_merge", pk)
        messages.success(request, _("The merge is undone: there are two plans again."))
        return redirect("plans:edit", merge.merged_id)
    context = {
        "merge": merge,
        "page_title": _("Undo the merge"),
        "page_subtitle": str(merge.kept),
        "header_icon": "undo",
    }
    return render(request, "library_plans/admin/undo_merge.html", context)


def require_editor(request: HttpRequest) -> None:
    if not request.user.has_perm("library_plans.change_plan"):
        raise PermissionDenied

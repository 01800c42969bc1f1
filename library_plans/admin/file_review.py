"""The admin's view in which an editor says that a file has been looked through, or that it has not after all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library_plans.models import Edition


class ReviewForm(forms.Form):
    """What an editor found in a file that cannot be read, or only in part."""

    note = forms.CharField(
        label=gettext_lazy("What you found"),
        max_length=255,
        help_text=gettext_lazy("For example: the owner has no better file. Only editors see it."),
        widget=forms.TextInput(attrs={"class": "w-field__input"}),
    )


def review_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what was found and take the file off the workbench; with `undo` put it back."""
    if not request.user.has_perm("library_plans.change_edition"):
        raise PermissionDenied
    edition = get_object_or_404(Edition.objects.select_related("plan"), pk=pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and "undo" in request.POST:
        store_review(edition, None, "")
        messages.success(request, _("The file stands on the workbench again."))
    elif request.method == "POST" and form.is_valid():
        store_review(edition, request.user, form.cleaned_data["note"])
        messages.success(request, _("Looked through: the file is off the workbench."))
    else:
        context = {"edition": edition, "form": form, "page_title": _("Looked through"), "header_icon": "tick"}
        return render(request, "library_plans/admin/file_review.html", context)
    return redirect("plans:edit", edition.plan_id)


def store_review(edition: Edition, user: Any, note: str) -> None:
    edition.reviewed_at, edition.reviewed_by, edition.review_note = timezone.now() if user else None, user, note
    edition.save(update_fields=["reviewed_at", "reviewed_by", "review_note"])

"""The admin's view of the internal note of an edition, whose other facts never change."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from library_plans.models import Edition


class NoteForm(forms.ModelForm):
    """The note alone."""

    class Meta:
        model = Edition
        fields = ["internal_note"]


def edition_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the note and store a changed one."""
    if not request.user.has_perm("library_plans.change_edition"):
        raise PermissionDenied
    edition = get_object_or_404(Edition.all_objects.select_related("plan"), pk=pk)
    form = NoteForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The note is saved."))
        return redirect("plans:edit", edition.plan_id)
    context = {
        "edition": edition,
        "form": form,
        "page_title": _("Internal note"),
        "page_subtitle": str(edition),
        "header_icon": "edit",
    }
    return render(request, "library_plans/admin/edition_note.html", context)

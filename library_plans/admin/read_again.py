"""The admin's view that has the file of an edition read again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from extraction.types import TextState
from library_plans.models import Edition
from library_plans.querysets import READABLE
from library_plans.tasks import read_edition_file


def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then queue the file. An edition that has text keeps it until the new reading is stored."""
    if not request.user.has_perm("library_plans.change_edition"):
        raise PermissionDenied
    edition = get_object_or_404(Edition.all_objects, pk=pk)
    if request.method != "POST":
        return render(
            request,
            "library_plans/admin/read_again.html",
            {"edition": edition, "page_title": _("Read again"), "header_icon": "rotate"},
        )
    with transaction.atomic():
        Edition.all_objects.filter(pk=pk).exclude(state__in=READABLE).update(state=TextState.PENDING, reasons=[])
        Edition.all_objects.filter(pk=pk).update(reviewed_at=None, reviewed_by=None, review_note="")
        read_edition_file.enqueue(pk)
    messages.success(request, _("The file is waiting to be read again."))
    return redirect("plans:edit", edition.plan_id)

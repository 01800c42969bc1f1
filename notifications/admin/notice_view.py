"""One notice in the admin: who gets it and what it says; what waits in the outbox is changed, sent or discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.actors import actor_of
from notifications.choices import NoticeState
from notifications.forms import NoticeForm
from notifications.models import Notice
from notifications.outbox import AGAIN, AlreadyDecided, discard, rewrite, send_again, send_on

VIEW_PERMISSION, CHANGE_PERMISSION = "notifications.view_notice", "notifications.change_notice"


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a notice; do what a button of its form says."""
    if not request.user.has_perm(VIEW_PERMISSION):
        raise PermissionDenied
    actor = actor_of(request.user)
    seen = Notice.objects.seen_by(actor).select_related("user", "organisation", "decided_by", "gathered_in")
    row = get_object_or_404(seen, pk=pk)
    may_change = request.user.has_perm(CHANGE_PERMISSION) and (actor.is_kb or row.region_sends)
    form = NoticeForm(request.POST or None, instance=row)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if act(request, row, form):
            return redirect("notice", row.pk)
    context = {
        "notice": row,
        "form": form,
        "may_write": may_change and row.state == NoticeState.HELD,
        "may_send_again": may_change and row.state in AGAIN,
        "page_title": _("Mail"),
        "page_subtitle": row.subject,
        "header_icon": "mail",
    }
    return render(request, "notifications/admin/notice.html", context)


def act(request: HttpRequest, row: Notice, form: NoticeForm) -> bool:
    """Do what was asked for and tell of it; false when the form must be shown again."""
    user: Any = request.user
    actions: dict[str, tuple[Callable[[], Any], str]] = {
        "save": (lambda: rewrite(row.pk, **form.cleaned_data), _("Saved. The mail still waits to be sent.")),
        "send": (lambda: send_on(row.pk, user, **form.cleaned_data), _("The mail is on its way.")),
        "discard": (lambda: discard(row.pk, user), _("Discarded: the mail is not sent, and stays in the log.")),
        "again": (lambda: send_again(row.pk), _("The mail is on its way again.")),
    }
    name = request.POST.get("action", "")
    if name not in actions or (name in ("save", "send") and not form.is_valid()):
        return False
    action, done = actions[name]
    try:
        action()
    except AlreadyDecided as error:
        messages.error(request, told_state(error.notice))
    else:
        messages.success(request, done)
    return True


def told_state(row: Notice) -> str:
    """Why it was too late."""
    values = {"state": row.get_state_display(), "person": row.decided_by}
    if row.decided_by is None:
        return _("Nothing was done: the mail is not waiting. Its state: %(state)s.") % values
    return _("Nothing was done: %(person)s has handled the mail already. Its state: %(state)s.") % values

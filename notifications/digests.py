"""Gathers what users want to be told once a day or once a week into one mail to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from notifications.choices import NoticeState, Pace
from notifications.letters import render_letter, text_with_link
from notifications.models import Notice
from notifications.notify import read_paces
from notifications.reasons import DIGEST
from notifications.tasks import queue

MONDAY, WEEK = 0, timedelta(days=7)


def send_digests(day: date) -> int:
    """Write the digests that are due on a day; gives their number. Run again, it finds nothing more to gather."""
    waiting = Notice.objects.filter(state=NoticeState.WAITING).select_related("user").order_by("user", "pk")
    by_user = [(user, list(notices)) for user, notices in groupby(waiting, key=lambda one: one.user)]
    paces = read_paces([user for user, _notices in by_user if user])
    due = [(user, rows) for user, rows in by_user if user and is_due(paces.get(user.pk), rows, day)]
    return sum(gather(user, rows) for user, rows in due)


def is_due(pace: str | None, waiting: Sequence[Notice], day: date) -> bool:
    """A weekly digest is due on Mondays, and when a Monday was missed; all else that waits is due every day."""
    if pace != Pace.WEEKLY:
        return True
    return day.weekday() == MONDAY or day - localdate(waiting[0].created_at) >= WEEK


@transaction.atomic
def gather(user: User, waiting: Sequence[Notice]) -> bool:
    """Write one digest of what waits for a user; whether there was any."""
    rows = Notice.objects.select_for_update(of=("self",)).filter(
        pk__in=[notice.pk for notice in waiting], state=NoticeState.WAITING
    )
    notices = list(rows.select_related("user").order_by("pk"))
    if not user.is_active or not notices:
        rows.update(state=NoticeState.DISCARDED)
        return False
    told = [(one.subject, text_with_link(one)) for one in notices]
    context = {"notices": told, "number": len(told), "site": settings.WAGTAILADMIN_BASE_URL}
    letter = render_letter("notifications/email/digest.txt", context)
    digest = Notice.objects.create(reason=DIGEST.code, user=user, subject=letter.subject, text=letter.text)
    rows.update(state=NoticeState.GATHERED, gathered_in=digest)
    queue([digest])
    return True

"""Reminds of cases whose day of answer has passed: the sender of a completion, else who has the case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from notifications.models import Notice
from submissions.choices import State
from submissions.models import Submission
from submissions.notices.messages import tell_officers, tell_sender
from submissions.notices.reasons import OVERDUE, SENDER_REMINDED

REMINDED_EVERY = timedelta(days=7)


def remind(now: datetime) -> int:
    """Write the reminders that are due; gives the number of cases. Run again, it reminds of none of them for a week."""
    recent = Notice.objects.filter(reason__in=(OVERDUE.code, SENDER_REMINDED.code), created_at__gt=now - REMINDED_EVERY)
    overdue = Submission.objects.overdue().exclude(number__in=recent.values("about"))
    cases = list(overdue.select_related("organisation", "contact", "handler", "sender").order_by("pk"))
    for case in cases:
        if case.state == State.COMPLETION:
            tell_sender(case, SENDER_REMINDED, _("we are waiting for your completion"))
        tell_officers(case, OVERDUE, _("the day of answer has passed"))
    return len(cases)

"""For how long the log of mail is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from notifications.choices import ENDED
from notifications.models import Notice
from notifications.reasons import letter_choices

KEPT = timedelta(days=365)


def prune(now: datetime) -> tuple[int, int]:
    """Delete notices of more than a year ago, but keep letters, without their address; gives both numbers.

    A letter is what somebody sent from the outbox: a decision as it was worded, which is kept as the case is.
    """
    old = Notice.objects.filter(state__in=ENDED, created_at__lt=now - KEPT)
    is_letter = Q(reason__in=[code for code, _label in letter_choices()])
    _all, by_model = old.exclude(is_letter).delete()
    return by_model.get(Notice._meta.label, 0), old.filter(is_letter).forget_address()

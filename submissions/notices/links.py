"""The address at which the recipient of a notice sees the case."""

from __future__ import annotations

from django.conf import settings

from notifications.models import Notice
from submissions.models import Submission


def officers_link(notice: Notice) -> str:
    """The case on the desk, which is in the admin."""
    case = Submission.objects.filter(number=notice.about).values_list("pk", flat=True).first()
    return f"{settings.WAGTAILADMIN_BASE_URL}/admin/arenden/{case}/" if case else ""


def senders_link(notice: Notice) -> str:
    """The case on one's own pages; nothing for somebody without account who wrote in the open form."""
    if notice.user is None:
        return ""
    return f"{settings.WAGTAILADMIN_BASE_URL}/mina-sidor/arenden/{notice.about}/"

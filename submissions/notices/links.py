"""The address at which the recipient of a notice sees the case."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from notifications.models import Notice
from submissions.access_links import issue_link
from submissions.models import AccessLink, Submission


def officers_link(notice: Notice) -> str:
    """The case on the desk, which is in the admin."""
    case = Submission.objects.filter(number=notice.about).values_list("pk", flat=True).first()
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('submissions_case', args=[case])}" if case else ""


def senders_link(notice: Notice) -> str:
    """The case on one's own pages; to whoever sent it by a link without account, a new such link.

    Nothing for somebody who wrote in the open form, nor where the link was revoked: nobody is let in by that.
    """
    if notice.user is not None:
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('submissions:case', args=[notice.about])}"
    sent_by = AccessLink.objects.filter(submissions__number=notice.about, email=notice.address, revoked_at=None)
    link = sent_by.exclude(email="").select_related("organisation").first()  # addresses are forgotten in time
    if link is None:
        return ""
    case = Submission.objects.get(number=notice.about)
    _new, path = issue_link(link.organisation, notice.address, link.sent_by, [case])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"

"""The address at which the recipient of a notice sees the case."""

from __future__ import annotations

from django.conf import settings

from notifications.models import Notice
from submissions.access_links import issue_link
from submissions.choices import Channel
from submissions.models import Submission


def officers_link(notice: Notice) -> str:
    """The case on the desk, which is in the admin."""
    case = Submission.objects.filter(number=notice.about).values_list("pk", flat=True).first()
    return f"{settings.WAGTAILADMIN_BASE_URL}/admin/arenden/{case}/" if case else ""


def senders_link(notice: Notice) -> str:
    """The case on one's own pages; by a new link for whoever came by one. Who wrote in the open form has none."""
    if notice.user is None:
        cases = Submission.objects.select_related("organisation", "contact")
        case = cases.filter(number=notice.about, channel=Channel.LINK, contact__blanked_at=None).first()
        return f"{settings.WAGTAILADMIN_BASE_URL}{link_to(case, case.contact.email)}" if case and case.contact else ""
    return f"{settings.WAGTAILADMIN_BASE_URL}/mina-sidor/arenden/{notice.about}/"


def link_to(case: Submission, email: str) -> str:
    """The path of a new link that lets the sender of a case in."""
    _link, path = issue_link(case.organisation, email, submissions=[case])
    return path

"""Letting an organisation in without account: a link by mail, and what its path is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Organisation
from submissions.models import AccessLink, Submission

TOKEN_PARAMETER = "nyckel"  # noqa: S105 - a name
CASE_PARAMETER = "arende"  # the number of the case that the link leads to


def issue_link(
    organisation: Organisation, email: str, sent_by: Any = None, submissions: Iterable[Submission] = ()
) -> tuple[AccessLink, str]:
    """A new link for an organisation, stored, and its path. By it one sees the given cases and what is sent by it.

    It leads to the first of these cases, else to what is held of the organisation.
    The token stands in the query, which no log holds. It cannot be had again.
    """
    link = AccessLink(organisation=organisation, email=email.lower(), sent_by=sent_by)
    token = link.renew_token()
    link.save()
    cases = list(submissions)
    link.submissions.add(*cases)
    query = {TOKEN_PARAMETER: token, **({CASE_PARAMETER: cases[0].number} if cases else {})}
    return link, f"{reverse('submissions:open_link')}?{urlencode(query)}"


@transaction.atomic
def send_link(organisation: Organisation, email: str, sent_by: Any) -> AccessLink:
    """Store a new link and mail it."""
    link, path = issue_link(organisation, email, sent_by)
    send_mail(
        subject=_("Is what we hold about %(organisation)s right?") % {"organisation": organisation.display_name},
        message=render_to_string(
            "submissions/email/access_link.txt", {"link": link, "address": f"{settings.WAGTAILADMIN_BASE_URL}{path}"}
        ),
        from_email=None,
        recipient_list=[email],
    )
    return link

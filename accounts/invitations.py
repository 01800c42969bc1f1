"""Inviting somebody by mail, and what happens when the invitation is accepted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Invitation, Membership, User

TOKEN_PARAMETER = "nyckel"  # noqa: S105 - a name


class InvitationClosed(Exception):
    """The invitation was accepted, revoked or has expired."""


def send_invitation(invitation: Invitation) -> None:
    """Store an invitation with a new link and mail the link; a link that was sent before is void."""
    token = invitation.renew_token()
    with transaction.atomic():
        invitation.save()
        send_mail(
            subject=_("Invitation to Träffpunkt biblioteksplaner"),
            message=render_to_string(
                "accounts/email/invitation.txt",
                {"invitation": invitation, "link": f"{settings.WAGTAILADMIN_BASE_URL}{acceptance_path(token)}"},
            ),
            from_email=None,
            recipient_list=[invitation.email],
        )


def acceptance_path(token: str) -> str:
    """Where an invitation is accepted. The token stands in the query, which no log holds."""
    return f"{reverse('accounts:accept_invitation')}?{urlencode({TOKEN_PARAMETER: token})}"


def accept_invitation(invitation: Invitation, **names: Any) -> User:
    """The user with the invited address, made if there is none, who has the invited role from now on.

    Raises:
        InvitationClosed: Somebody was faster, or time has run out. Nothing was stored.
    """
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not locked.is_open:
            raise InvitationClosed
        user, created = User.objects.get_or_create(email=locked.email.lower(), defaults=names)
        if created:
            user.set_unusable_password()
        user.is_active = True
        user.save()
        Membership.objects.create(
            user=user,
            organisation=locked.organisation,
            role=locked.role,
            starts=locked.starts or timezone.localdate(),
            ends=locked.ends,
            deputy_for=locked.deputy_for,
        )
        locked.accepted_at = timezone.now()
        locked.save(update_fields=["accepted_at"])
    return user

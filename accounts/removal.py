"""Taking away what names a person; what the person did on duty stays, as done by a former officer."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from accounts.models import Invitation, Membership, User

DOMAIN = "removed.invalid"  # a top level that nobody can have (RFC 2606)


@transaction.atomic
def remove_person(user: User) -> None:
    """Blank name and address, end roles and sessions, and close the account for good. Safe to run again."""
    today, email = timezone.localdate(), user.email
    for membership in Membership.objects.on(today).filter(user=user):
        membership.end(today)
    for session in UserSession.objects.filter(user=user):
        session.end()
    for model in (Authenticator, EmailAddress, SocialAccount):
        model.objects.filter(user=user).delete()
    user.email = f"{user.pk}@{DOMAIN}"
    user.first_name = user.last_name = ""
    user.is_active, user.removed_at = False, user.removed_at or timezone.now()
    user.set_unusable_password()
    user.save()
    Invitation.objects.filter(email=email).update(email=user.email)

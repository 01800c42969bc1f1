"""What of accounts goes to the log: sign-ins, factors, invitations, roles."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import Membership, User
from accounts.signals import invitation_revoked, invitation_sent, sign_in_unlocked
from audit.choices import Action
from audit.log import record, record_by


@receiver(user_logged_in, dispatch_uid="audit.signed_in")
def signed_in(user: Any, **signal: Any) -> None:
    record_by(Action.SIGNED_IN, user)


@receiver(user_logged_out, dispatch_uid="audit.signed_out")
def signed_out(user: Any, **signal: Any) -> None:
    if user is not None:
        record_by(Action.SIGNED_OUT, user)


@receiver(user_login_failed, dispatch_uid="audit.sign_in_failed")
def sign_in_failed(credentials: dict[str, Any], **signal: Any) -> None:
    """The address is not stored: it may be that of somebody who has nothing to do with the site."""
    record(Action.SIGN_IN_FAILED, user=User.objects.filter(email=str(credentials.get("email", "")).lower()).first())


@receiver(authenticator_added, dispatch_uid="audit.factor_added")
def factor_added(user: Any, **signal: Any) -> None:
    record_by(Action.SECOND_FACTOR_ADDED, user)


@receiver(authenticator_removed, dispatch_uid="audit.factor_removed")
def factor_removed(user: Any, **signal: Any) -> None:
    record_by(Action.SECOND_FACTOR_REMOVED, user)


@receiver([password_changed, password_set], dispatch_uid="audit.password")
def password_was_changed(user: Any, **signal: Any) -> None:
    record_by(Action.PASSWORD_CHANGED, user)


@receiver(sign_in_unlocked, dispatch_uid="audit.sign_in_unlocked")
def unlocked(user: Any, organisation: Any, **signal: Any) -> None:
    record_by(Action.UNLOCKED, user, organisation=organisation.code)


@receiver(invitation_sent, dispatch_uid="audit.invitation_sent")
def invited(user: Any, organisation: Any, **signal: Any) -> None:
    record_by(Action.INVITED, user, organisation=organisation.code)


@receiver(invitation_revoked, dispatch_uid="audit.invitation_revoked")
def revoked(user: Any, organisation: Any, **signal: Any) -> None:
    record_by(Action.INVITATION_REVOKED, user, organisation=organisation.code)


@receiver(post_save, sender=Membership, dispatch_uid="audit.membership")
def membership_saved(instance: Membership, created: bool, **signal: Any) -> None:
    """The person is whose role it is."""
    action = Action.ROLE_GIVEN if created else Action.ROLE_CHANGED
    record_by(action, instance.user, organisation=instance.organisation.code)

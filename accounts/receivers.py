"""Keeps groups in step as memberships and users change."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.groups import sync_members
from accounts.models import Membership, User


@receiver(post_save, sender=Membership, dispatch_uid="accounts.membership_saved")
def membership_saved(instance: Membership, **signal: Any) -> None:
    transaction.on_commit(partial(sync_members, [instance.user_id]))


@receiver(post_save, sender=User, dispatch_uid="accounts.user_saved")
def user_saved(instance: User, created: bool, update_fields: Any, **signal: Any) -> None:
    """One who may no longer sign in leaves the groups; a sign-in, which saves the time alone, changes nothing."""
    if not created and (update_fields is None or "is_active" in update_fields):
        transaction.on_commit(partial(sync_members, [instance.pk]))

"""A person whose data are removed is removed from the log of mail too."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User
from notifications.models import Notice


@receiver(post_save, sender=User, dispatch_uid="notifications.user_saved")
def user_saved(instance: User, **signal: Any) -> None:
    if instance.removed_at:
        Notice.objects.filter(user=instance).forget_address()

"""Tells people of the mail that they were sent, and forgets the addresses of those whose data are removed."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User
from accounts.signals import own_data_asked
from notifications.models import Notice


@receiver(post_save, sender=User, dispatch_uid="notifications.user_saved")
def user_saved(instance: User, **signal: Any) -> None:
    if instance.removed_at:
        Notice.objects.filter(user=instance).forget_address()


@receiver(own_data_asked, dispatch_uid="notifications.own_data")
def own_notices(user: User, **signal: Any) -> tuple[str, list[dict[str, Any]]]:
    """The notices that were written to somebody, the newest first; what waits in the outbox is not sent yet."""
    rows = Notice.objects.filter(user=user).exclude(sent_at=None)
    return "notices", [
        {"reason": row.reason, "about": row.about, "subject": row.subject, "text": row.text, "sent": sent(row)}
        for row in rows
    ]


def sent(notice: Notice) -> str | None:
    return notice.sent_at.isoformat() if notice.sent_at else None

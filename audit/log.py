"""Writes the log."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from accounts.actors import read_actor
from audit.choices import Action
from audit.models import AuditEvent


def record(action: Action, *, user: Any = None, roles: str = "", organisation: str = "", path: str = "") -> None:
    """Log that a user did something, or nobody that is known; nothing while the site is read-only.

    `roles` are codes of roles and organisations, `organisation` is the code of the one that it was about.
    """
    if settings.READ_ONLY:
        return
    known = user if user is not None and user.is_authenticated else None
    AuditEvent.objects.create(action=action, user=known, roles=roles[:255], organisation=organisation, path=path[:255])


def roles_of(user: Any) -> str:
    """The roles that a user has today, as codes: `regional-handlaggare@03, bidragslamnare@0380`."""
    return ", ".join(f"{one.role}@{one.organisation}" for one in read_actor(user).appointments)


def record_by(action: Action, user: Any, **values: str) -> None:
    """Log what a user did, with the roles of today."""
    record(action, user=user, roles=roles_of(user), **values)

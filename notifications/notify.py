"""Tells people of something: the one way in which other apps write notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from notifications.choices import Delivery, NoticeState, Pace
from notifications.letters import Letter
from notifications.models import MailPreference, Notice
from notifications.reasons import Reason
from notifications.tasks import queue
from organisations.models import Organisation


@transaction.atomic
def notify(
    reason: Reason,
    recipients: Iterable[User | str],
    letter: Letter,
    *,
    about: str = "",
    organisation: Organisation | None = None,
    actor: Any = None,
    region_sends: bool = False,
) -> list[Notice]:
    """Write one notice to each recipient, a user or an address, in the transaction of what they are told of.

    The caller says who is responsible. Left out are whoever did it (`actor`), users whose account is closed, empty
    addresses, and an address that has been named already. When a notice leaves is the reason's matter: at once, as
    often as the user wants mail, or from the outbox. `organisation` decides whose officers see it in the log and the
    outbox beside KB, `region_sends` whether they may send it on.

    Four queries at most, however many are told.
    """
    wanted = distinct(recipients, actor)
    paces = read_paces([one for one in wanted if isinstance(one, User)]) if reason.delivery is Delivery.AT_PACE else {}
    notices = Notice.objects.bulk_create(
        Notice(
            reason=reason.code,
            about=about,
            organisation=organisation,
            user=one if isinstance(one, User) else None,
            address="" if isinstance(one, User) else one,
            subject=letter.subject[:255],
            text=letter.text,
            state=first_state(reason, paces.get(one.pk) if isinstance(one, User) else None),
            region_sends=region_sends,
        )
        for one in wanted
    )
    queue(notice for notice in notices if notice.state == NoticeState.QUEUED)
    return notices


def distinct(recipients: Iterable[User | str], actor: Any) -> list[User | str]:
    """The recipients who are told, each once."""
    seen = {"", actor.email if isinstance(actor, User) else ""}
    told: list[User | str] = []
    for one in recipients:
        address = one.email if isinstance(one, User) else one.strip().lower()
        if address in seen or (isinstance(one, User) and not one.is_active):
            continue
        seen.add(address)
        told.append(one if isinstance(one, User) else address)
    return told


def read_paces(users: list[User]) -> dict[int, str]:
    """How often each of the users wants mail who has said so: one query."""
    return dict(MailPreference.objects.filter(user__in=users).values_list("user", "pace"))


def first_state(reason: Reason, pace: str | None) -> NoticeState:
    if reason.delivery is Delivery.HELD:
        return NoticeState.HELD
    return NoticeState.WAITING if pace in (Pace.DAILY, Pace.WEEKLY) else NoticeState.QUEUED

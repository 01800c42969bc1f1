"""What somebody does with a notice: sends or discards one that waits in the outbox, sends again one that failed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from notifications.choices import NoticeState
from notifications.models import Notice
from notifications.tasks import queue

AGAIN = (NoticeState.FAILED, NoticeState.BOUNCED)


class AlreadyDecided(Exception):
    """The notice is not in the state that was seen; `notice` is the row as it stands now."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.pk)
        self.notice = notice


@transaction.atomic
def rewrite(pk: int, subject: str, text: str) -> Notice:
    """Change what a held notice says.

    Raises:
        AlreadyDecided: Somebody has sent or discarded it.
    """
    notice = lock(pk, (NoticeState.HELD,))
    notice.subject, notice.text = subject, text
    notice.save(update_fields=["subject", "text"])
    return notice


@transaction.atomic
def send_on(pk: int, user: Any, subject: str, text: str) -> Notice:
    """Send a held notice with the words that were seen. Raises as `rewrite`."""
    notice = lock(pk, (NoticeState.HELD,))
    notice.subject, notice.text = subject, text
    decide(notice, user, NoticeState.QUEUED)
    queue([notice])
    return notice


@transaction.atomic
def discard(pk: int, user: Any) -> Notice:
    """Keep a held notice from being sent; the row stays. Raises as `rewrite`."""
    notice = lock(pk, (NoticeState.HELD,))
    decide(notice, user, NoticeState.DISCARDED)
    return notice


@transaction.atomic
def send_again(pk: int) -> Notice:
    """Give a notice that failed or came back all its attempts anew.

    Raises:
        AlreadyDecided: It is on its way, or has been sent.
    """
    notice = lock(pk, AGAIN)
    notice.state, notice.attempts, notice.bounced_at, notice.error = NoticeState.QUEUED, 0, None, ""
    notice.save(update_fields=["state", "attempts", "bounced_at", "error"])
    queue([notice])
    return notice


def discard_about(about: str, user: Any) -> int:
    """Discard what waits in the outbox about something that has come further; gives the number of notices."""
    held = Notice.objects.filter(about=about, state=NoticeState.HELD)
    return held.update(state=NoticeState.DISCARDED, decided_at=timezone.now(), decided_by=user)


def lock(pk: int, states: tuple[NoticeState, ...]) -> Notice:
    notice = Notice.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=pk)
    if notice.state not in states:
        raise AlreadyDecided(notice)
    return notice


def decide(notice: Notice, user: Any, state: NoticeState) -> None:
    notice.state, notice.decided_at, notice.decided_by = state, timezone.now(), user
    notice.save(update_fields=["subject", "text", "state", "decided_at", "decided_by"])

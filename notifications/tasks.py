"""Sends notices. A mail server that is down costs an attempt, and the queue of tasks gives the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from notifications.choices import NoticeState
from notifications.letters import compose
from notifications.models import Notice
from notifications.signals import notice_bounced

PERMANENT = 500  # SMTP's answers from here on will be the same next time (RFC 5321, 4.2.1)


class NotSent(Exception):
    """Some notices have not been sent yet."""


@task(priority=50)
def send_notices(pks: list[int]) -> None:
    """Send those that have not been sent, one mail each; safe to run again.

    Raises:
        NotSent: Some could not be sent, or another worker is at them: the task is tried again.
    """
    errors = [error for pk in pks if (error := deliver(pk))]
    if errors:
        raise NotSent("; ".join(errors))


def queue(notices: Iterable[Notice]) -> None:
    """Have notices sent: the task is stored by the transaction that is going on, so neither is without the other."""
    if pks := [notice.pk for notice in notices]:
        send_notices.enqueue(pks)


def deliver(pk: int) -> str:
    """Send one notice if it is to be sent; gives what went wrong, empty otherwise.

    It is claimed first and noted as sent afterwards, each in a transaction of its own, so that no row is locked while
    the mail server thinks. A worker that is killed between its answer and the note leaves the notice as being sent,
    and it is sent again: rather twice, with the same Message-ID, than never.
    """
    notice = claim(pk)
    if notice is None:
        being_sent = Notice.objects.filter(pk=pk, state=NoticeState.SENDING).exists()
        return f"{pk}: another worker is sending it" if being_sent else ""
    try:
        compose(notice).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _answer in refused.recipients.values()]
        if codes and min(codes) >= PERMANENT:
            mark_bounced(notice, f"SMTP {codes[0]}")
            return ""
        return put_back(notice, refused)
    except Exception as error:
        return put_back(notice, error)
    Notice.objects.filter(pk=pk).update(state=NoticeState.SENT, sent_at=timezone.now(), error="")
    return ""


def claim(pk: int) -> Notice | None:
    """Take a notice that waits for a worker, or whose worker was lost; None for every other.

    The address of a user is that of today; to one who has left since, nothing is sent.
    """
    now = timezone.now()
    lost = Q(state=NoticeState.SENDING, tried_at__lt=now - timedelta(seconds=settings.TASK_LEASE_SECONDS))
    waiting = Notice.objects.filter(Q(state__in=(NoticeState.QUEUED, NoticeState.FAILED)) | lost, pk=pk)
    if not waiting.update(state=NoticeState.SENDING, tried_at=now, attempts=F("attempts") + 1):
        return None
    notice = Notice.objects.select_related("user").get(pk=pk)
    if notice.user:
        notice.address = notice.user.email
    if not notice.address or (notice.user and not notice.user.is_active):
        Notice.objects.filter(pk=pk).update(state=NoticeState.DISCARDED)
        return None
    notice.save(update_fields=["address"])
    return notice


def put_back(notice: Notice, error: Exception) -> str:
    """Let a notice wait for the next attempt of its task; after the last one it has failed."""
    name = type(error).__name__  # and no more: a mail server's answer may name the address
    is_last = notice.attempts > len(settings.TASK_RETRY_SECONDS)
    state = NoticeState.FAILED if is_last else NoticeState.QUEUED
    Notice.objects.filter(pk=notice.pk).update(state=state, error=name)
    return f"{notice.pk}: {name}"


@transaction.atomic
def mark_bounced(notice: Notice, status: str) -> None:
    """Note that a mail came back, and tell of it."""
    notice.state, notice.bounced_at, notice.error = NoticeState.BOUNCED, timezone.now(), status
    notice.save(update_fields=["state", "bounced_at", "error"])
    notice_bounced.send(Notice, notice=notice)

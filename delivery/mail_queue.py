"""Sends mail from the task queue: no request waits for the mail server."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task

logger = logging.getLogger(__name__)
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 360, 1440)]
FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")


class QueueEmailBackend(BaseEmailBackend):
    """Enqueues each message; `send_queued` gives it to EMAIL_DELIVERY_BACKEND."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            send_queued.enqueue(message_data(message))
        return len(email_messages)


@task()
def send_queued(data: dict[str, Any], failures: int = 0) -> None:
    """Send a message. After a failure it is tried again, RETRY_AFTER by RETRY_AFTER; at last its row stays as FAILED.

    Raises:
        SMTPException, OSError: The last attempt failed.
    """
    try:
        queued_message(data).send()
    except Exception:
        if failures == len(RETRY_AFTER):
            logger.exception("A mail to %s was given up after %d attempts", ", ".join(data["to"]), failures + 1)
            raise
        logger.warning("A mail could not be sent and will be tried again", exc_info=True)
        send_queued.using(run_after=timezone.now() + RETRY_AFTER[failures]).enqueue(data, failures + 1)


def message_data(message: EmailMessage) -> dict[str, Any]:
    """A message as JSON.

    Raises:
        ValueError: It has attachments, which the queue does not take.
    """
    if message.attachments:
        raise ValueError("Mail with attachments cannot be queued.")
    alternatives = [list(each) for each in getattr(message, "alternatives", [])]
    return {**{name: getattr(message, name) for name in FIELDS}, "alternatives": alternatives}


def queued_message(data: dict[str, Any]) -> EmailMultiAlternatives:
    """The message that was made JSON, ready to be delivered."""
    values = {"headers" if name == "extra_headers" else name: data[name] for name in FIELDS}
    message = EmailMultiAlternatives(**values, connection=get_connection(settings.EMAIL_DELIVERY_BACKEND))
    for content, mimetype in data["alternatives"]:
        message.attach_alternative(content, mimetype)
    return message

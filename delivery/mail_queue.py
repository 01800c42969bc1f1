"""Sends mail from the task queue: no request waits for the mail server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task

FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")


class QueueEmailBackend(BaseEmailBackend):
    """Enqueues each message; `send_queued` gives it to EMAIL_DELIVERY_BACKEND."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            send_queued.enqueue(message_data(message))
        return len(email_messages)


@task(priority=50)
def send_queued(data: dict[str, Any]) -> None:
    """Send a message. One that fails is tried again, as every task is; at last its row stays as FAILED.

    Raises:
        SMTPException, OSError: It could not be sent.
    """
    queued_message(data).send()


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

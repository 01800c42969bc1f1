"""Reads what mail servers report of mail that did not arrive (RFC 3464)."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from uuid import UUID

from django.db import transaction

from notifications.choices import NoticeState
from notifications.models import Notice
from notifications.tasks import mark_bounced

MAX_BYTES = 1024 * 1024  # a report gives back the head of a mail, rarely all of it
KEY = re.compile(r"<([0-9a-f-]{36})\.notice@", re.IGNORECASE)
REPORTED = (NoticeState.SENDING, NoticeState.SENT)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A notice that did not arrive, by its key; `status` as in RFC 3463, `5.1.1` for an address that does not exist."""

    key: UUID
    status: str


def parse_report(content: bytes) -> Bounce | None:
    """What a mail reports as undeliverable; None for other mail, reports of delay, and mail that is not ours.

    A report is known by its parts and not by its sender, whom anybody can name.
    """
    message = BytesParser(policy=policy.default).parsebytes(content[:MAX_BYTES])
    if message.get_content_type() != "multipart/report":
        return None
    status = next(filter(None, map(failed_status, message.walk())), "")
    key = next(filter(None, map(notice_key, message.walk())), None)
    return Bounce(key, status) if key and status else None


def failed_status(part: EmailMessage) -> str:
    """The status of the recipient for whom delivery failed, in the part that says so; empty in any other."""
    if part.get_content_type() != "message/delivery-status":
        return ""
    for block in part.iter_parts() if part.is_multipart() else ():
        if str(block.get("Action", "")).strip().lower() == "failed":
            return str(block.get("Status", "")).strip()[:20] or "5.0.0"
    return ""


def notice_key(part: EmailMessage) -> UUID | None:
    """The key of a notice in the head of the mail that is given back, whole or its headers alone."""
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        found = KEY.search(payload.decode("ascii", "replace") if isinstance(payload, bytes) else "")
    else:
        found = KEY.search(str(part.get("Message-ID", "")))
    return UUID(found.group(1)) if found else None


def record(contents: Iterable[bytes]) -> int:
    """Flag the notices that reports name; gives how many were flagged now."""
    return sum(flag(bounce) for content in contents if (bounce := parse_report(content)))


@transaction.atomic
def flag(bounce: Bounce) -> bool:
    """Flag a notice, and with a digest those that are gathered in it; false if it has been, or is not known."""
    sent = Notice.objects.select_for_update(of=("self",)).select_related("user").filter(state__in=REPORTED)
    notice = sent.filter(key=bounce.key).first()
    if notice is None:
        return False
    mark_bounced(notice, bounce.status)
    for gathered in Notice.objects.filter(gathered_in=notice).select_related("user"):
        mark_bounced(gathered, bounce.status)
    return True


def unread_messages(folder: Path) -> Iterable[bytes]:
    """The messages of a Maildir that nobody has read, each marked as read once it has been handled.

    Raises:
        mailbox.NoSuchMailboxError: There is no Maildir.
    """
    box = mailbox.Maildir(folder, create=False)
    for key in list(box.keys()):
        message = box[key]
        if "S" in message.get_flags():
            continue
        yield box.get_bytes(key)
        message.set_subdir("cur")
        message.add_flag("S")
        box[key] = message

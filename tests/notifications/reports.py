"""Mails as servers and people send them back, as in RFC 3462 and 3464; each is about a notice that was sent."""

from __future__ import annotations

from notifications.letters import message_id
from notifications.models import Notice

REPORT = """\
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: webbplatsen@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <20261130101010.ABC@mx.example.org>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="==gräns=="

--==gräns==
Content-Type: text/plain; charset=utf-8

Ditt brev kom inte fram.

--==gräns==
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 30 Nov 2026 10:10:10 +0100

Final-Recipient: rfc822; a@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} unknown user

--==gräns==
{returned}

--==gräns==--
""".replace("gräns", "boundary")
HEAD = """\
From: webbplatsen@example.org
To: a@example.org
Subject: =?utf-8?q?=C3=84mne?=
{name}: {id}
"""
MAIL = "Content-Type: message/rfc822\n\n" + HEAD + "Content-Type: text/plain; charset=utf-8\n\nText"
HEADERS = "Content-Type: text/rfc822-headers\n\n" + HEAD


def made(returned: str, key: str, action: str = "failed", status: str = "5.1.1", name: str = "Message-ID") -> bytes:
    text = REPORT.format(action=action, status=status, returned=returned.format(id=key, name=name))
    return text.replace("\n", "\r\n").encode()


def whole_mail(notice: Notice) -> bytes:
    return made(MAIL, message_id(notice))


def headers_only(notice: Notice) -> bytes:
    """In other letters: names of header fields and of actions are case-insensitive."""
    return made(HEADERS, message_id(notice), action="Failed", status="5.2.2", name="Message-Id")


def expired(notice: Notice) -> bytes:
    """The server has given up after days of trying."""
    return made(MAIL, message_id(notice), status="4.4.7")


def delayed(notice: Notice) -> bytes:
    return made(MAIL, message_id(notice), action="delayed", status="4.4.1")


def delivered(notice: Notice) -> bytes:
    return made(MAIL, message_id(notice), action="delivered", status="2.0.0")


def other_site(notice: Notice) -> bytes:
    return made(MAIL, "<1234@other.example.org>")


def broken(notice: Notice) -> bytes:
    """Cut off in the middle, before it names anything."""
    content = whole_mail(notice)
    return content[: content.index(b"Final-Recipient")]


def out_of_office(notice: Notice) -> bytes:
    head = f"From: a@example.org\nSubject: Semester\nIn-Reply-To: {message_id(notice)}\n"
    return f"{head}Content-Type: text/plain\n\nTillbaka i augusti.".encode()


def quoted(notice: Notice) -> bytes:
    """Somebody writes about a report, with its text in the mail."""
    return b"From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + whole_mail(notice)


STATUS = {whole_mail: "5.1.1", headers_only: "5.2.2", expired: "4.4.7"}

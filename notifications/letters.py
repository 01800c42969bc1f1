"""The text of a mail: from a template to the message that is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from notifications.models import Notice, ReplyTemplate
from notifications.placeholders import LINK, fill_placeholders
from notifications.reasons import Reason, recipient_link


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject of one line, and a plain text: paragraphs with blank lines between, links on lines of their own."""

    subject: str
    text: str


def render_letter(template: str, context: Mapping[str, Any]) -> Letter:
    """A letter in Swedish from a template whose first line is the subject."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, _line, text = render_to_string(template, dict(context)).strip().partition("\n")
    return Letter(subject.strip(), text.strip())


def reply_letter(reason: Reason, values: Mapping[str, str]) -> Letter | None:
    """A letter in KB's own words, with the values of `notifications.placeholders`; None while KB has none."""
    template = ReplyTemplate.objects.filter(reason=reason.code).first()
    if template is None:
        return None
    return Letter(fill_placeholders(template.subject, values), fill_placeholders(template.body, values))


def message_id(notice: Notice) -> str:
    """The same each time that a notice is sent: who gets it twice can tell, and a bounce names it."""
    return f"<{notice.key}.notice@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}>"


def text_with_link(notice: Notice) -> str:
    """What a notice says, with the link that its recipient can open."""
    return notice.text.replace(LINK, recipient_link(notice)) if LINK in notice.text else notice.text


def compose(notice: Notice) -> EmailMultiAlternatives:
    """The message to a notice's address, ready to be delivered, as text and as HTML that is made of it."""
    context = {"subject": notice.subject, "text": text_with_link(notice), "site": settings.WAGTAILADMIN_BASE_URL}
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("notifications/email/letter.txt", context)
        html = render_to_string("notifications/email/letter.html", context)
    message = EmailMultiAlternatives(
        subject=" ".join(notice.subject.split()),
        body=text,
        to=[notice.address],
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},  # RFC 3834: no answer by robots
        connection=get_connection(settings.EMAIL_DELIVERY_BACKEND),
    )
    message.attach_alternative(html, "text/html")
    return message

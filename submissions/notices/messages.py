"""What is said of a case, and to whom it is said."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise

from notifications.letters import Letter, render_letter, reply_letter
from notifications.models import Notice
from notifications.notify import notify
from notifications.placeholders import LINK
from notifications.reasons import Reason
from submissions.choices import Step
from submissions.models import Submission
from submissions.notices.recipients import responsible, senders

TEMPLATE = "submissions/email/case.txt"


def tell_sender(
    case: Submission, reason: Reason, sentence: str | Promise, *, message: str = "", actor: Any = None
) -> list[Notice]:
    """Write to whoever sent a case in; letters in KB's own words, where KB has them.

    The region's officers send what is asked for at their step. Without `actor` the sender hears of own acts too.
    """
    letter = reply_letter(reason, placeholder_values(case, message)) or case_letter(case, sentence, message)
    to_region = case.step == Step.REGION
    return _notify(case, reason, senders(case), letter, actor=actor, region_sends=to_region)


def tell_officers(case: Submission, reason: Reason, sentence: str | Promise, *, actor: Any = None) -> list[Notice]:
    """Write to those whose turn it is."""
    return _notify(case, reason, responsible(case), case_letter(case, sentence), actor=actor)


def _notify(case: Submission, reason: Reason, recipients: Any, letter: Letter, **options: Any) -> list[Notice]:
    return notify(reason, recipients, letter, about=case.number, organisation=case.organisation, **options)


def case_letter(case: Submission, sentence: str | Promise, message: str = "") -> Letter:
    context = {"case": case, "sentence": sentence, "message": message.strip(), "link": LINK}
    return render_letter(TEMPLATE, context)


def placeholder_values(case: Submission, message: str) -> dict[str, str]:
    """The values of `notifications.placeholders` for a case."""
    with translation.override(settings.LANGUAGE_CODE):
        answer_by = date_format(case.answer_by, "j F Y") if case.answer_by else ""
    return {
        "nummer": case.number,
        "rubrik": case.title,
        "organisation": str(case.organisation),
        "meddelande": message.strip(),
        "svara_senast": answer_by,
    }

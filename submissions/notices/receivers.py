"""Writes the notices that follow from a change of a case, and flags a sender whose mail came back.

All of it in the transaction of the change. What somebody did is told to everybody else; a receipt, to the sender too.
"""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.choices import NoticeState
from notifications.models import Notice
from notifications.outbox import discard_about
from notifications.reasons import Reason
from notifications.signals import notice_bounced
from submissions.choices import CommentAudience, EventType, SkipReason
from submissions.models import Comment, Submission, SubmissionEvent
from submissions.notices import reasons
from submissions.notices.messages import tell_officers, tell_sender
from submissions.signals import submission_changed

RECEIPTS: dict[str, str | Promise] = {
    EventType.RECEIVED: _("we have received what you sent in"),
    EventType.COMPLETED: _("we have received your completion"),
    EventType.WITHDRAWN: _("you have withdrawn the case"),
}
LETTERS: dict[str, tuple[Reason, str | Promise]] = {
    EventType.COMPLETION_ASKED: (reasons.COMPLETION_ASKED, _("we need to know more")),
    EventType.ACCEPTED: (reasons.ACCEPTED, _("what you sent in is accepted")),
    EventType.DECLINED: (reasons.DECLINED, _("what you sent in is declined")),
}
NEWS: dict[str, str | Promise] = {
    EventType.TAKEN_UP: _("somebody is reading what you sent in"),
    EventType.ENDORSED: _("the region has read it and passed it on to KB"),
    EventType.REGION_SKIPPED: _("the case has been passed on to KB"),
    EventType.PUBLISHED: _("what you sent in is published"),
    EventType.DONE: _("what you asked for has been done"),
    EventType.VOIDED: _("the case is closed as registered in error"),
    EventType.COMMENTED: _("you have a message about the case"),
}
TO_OFFICERS: dict[str, str | Promise] = {
    EventType.RECEIVED: _("a new case waits for you"),
    EventType.ASSIGNED: _("you have been given a case"),
    EventType.COMPLETED: _("the sender has completed the case"),
    EventType.ENDORSED: _("the region has read a case, and it waits for you"),
    EventType.REGION_SKIPPED: _("a case waits for you without the region"),
    EventType.WITHDRAWN: _("the sender has withdrawn the case"),
}
# After these, a letter that was written before and still waits in the outbox would say what is no longer so.
OVERTAKING = (EventType.COMPLETED, EventType.ACCEPTED, EventType.DECLINED, EventType.WITHDRAWN, EventType.VOIDED)
# The region is passed over as the case comes in: that it was received says all of it.
AT_RECEIPT = (SkipReason.OWN_REGION, SkipReason.NO_OFFICER, SkipReason.SENT_BY_REGION)


@receiver(submission_changed, dispatch_uid="submissions.notices")
def case_changed(submission: Submission, event: SubmissionEvent, **signal: Any) -> None:
    if event.type == EventType.BLANKED:
        Notice.objects.filter(about=submission.number, user=None).forget_address()
    if event.type in OVERTAKING:
        discard_about(submission.number, event.user)
    if event.payload.get("reason") not in AT_RECEIPT:
        write_to_sender(submission, event)
        write_to_officers(submission, event)


def write_to_sender(case: Submission, event: SubmissionEvent) -> None:
    message = message_to_sender(event)
    if event.type in RECEIPTS:
        tell_sender(case, reasons.RECEIPT, RECEIPTS[event.type])
    elif event.type in LETTERS:
        reason, sentence = LETTERS[event.type]
        tell_sender(case, reason, sentence, message=message, actor=event.user)
    elif event.type in NEWS and not is_no_news(case, event, message):
        tell_sender(case, reasons.SENDERS_NEWS, NEWS[event.type], message=message, actor=event.user)


def is_no_news(case: Submission, event: SubmissionEvent, message: str) -> bool:
    """An internal comment; and what became public while the letter that says so waits: nobody reads of it before."""
    if event.type == EventType.PUBLISHED:
        return Notice.objects.filter(about=case.number, reason=reasons.ACCEPTED.code, state=NoticeState.HELD).exists()
    return event.type == EventType.COMMENTED and not message


def write_to_officers(case: Submission, event: SubmissionEvent) -> None:
    has_officer = event.type != EventType.ASSIGNED or case.handler is not None
    if event.type in TO_OFFICERS and has_officer:
        tell_officers(case, reasons.AWAITS, TO_OFFICERS[event.type], actor=event.user)


def message_to_sender(event: SubmissionEvent) -> str:
    """What was written to the sender beside an event; nothing of what is internal."""
    pk = event.payload.get("comment")
    comment = Comment.objects.filter(pk=pk, audience=CommentAudience.SENDER).first() if pk else None
    return comment.text if comment else ""


@receiver(notice_bounced, dispatch_uid="submissions.notice_bounced")
def sender_not_reached(notice: Notice, **signal: Any) -> None:
    """Flag the sender's data, and tell who has the case."""
    if notice.reason not in {reason.code for reason in reasons.TO_SENDER}:
        return
    case = Submission.objects.select_related("contact", "handler", "organisation").filter(number=notice.about).first()
    if case is None:
        return
    if case.contact and case.contact.email.lower() == notice.address:
        case.contact.bounced_at = timezone.now()
        case.contact.save(update_fields=["bounced_at"])
    tell_officers(case, reasons.UNREACHED, _("a mail to the sender did not arrive"))

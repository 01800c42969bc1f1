"""A case's course as its sender reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from submissions.choices import CommentAudience, EventType, SkipReason, State
from submissions.forms import field_labels
from submissions.models import Submission, SubmissionEvent

INTERNAL = (EventType.ASSIGNED, EventType.BLANKED)  # nothing that the sender waits for
AHEAD = (State.RECEIVED, State.IN_REVIEW, State.ACCEPTED, State.PUBLISHED, State.DONE)
ENDS = (State.DECLINED, State.WITHDRAWN, State.VOIDED)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: what, when, why or which fields, and what was written about it."""

    title: str
    at: datetime
    note: str = ""
    text: str = ""


def moments(case: Submission) -> Iterator[Moment]:
    """What happened, the first first, without what is internal: two queries."""
    texts = {comment.pk: comment.text for comment in case.comments.all() if comment.audience == CommentAudience.SENDER}
    for event in case.events.all():
        text = texts.get(event.payload.get("comment"), "")
        if event.type in INTERNAL or (event.type == EventType.COMMENTED and not text):
            continue
        yield Moment(title(event), event.at, note(event, case), text)


def title(event: SubmissionEvent) -> str:
    shown = event.get_type_display()
    return f"{shown[0].upper()}{shown[1:]}"


def note(event: SubmissionEvent, case: Submission) -> str:
    """Why a step was passed over, or which fields were asked for and answered."""
    if event.type == EventType.REGION_SKIPPED:
        return str(SkipReason(event.payload["reason"]).label)
    if event.type in (EventType.COMPLETION_ASKED, EventType.COMPLETED):
        labels = field_labels(case.kind)
        return ", ".join(str(labels.get(name, name)) for name in event.payload.get("fields", []))
    return ""


def coming(case: Submission) -> str:
    """What follows next, in a sentence; empty when nothing does."""
    if case.state == State.COMPLETION:
        return _("We wait for your answer.")
    if case.state in (State.RECEIVED, State.IN_REVIEW):
        turn = case.get_step_display()
        return (
            _("It is read by %(who)s, and then decided on by KB.") % {"who": turn}
            if turn != "KB"
            else _("It is read and decided on by KB.")
        )
    if case.state == State.ACCEPTED:
        return _("It will be published.")
    return ""

"""What officers of a region and of KB do with a case before it is decided on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from submissions.choices import CommentAudience, EventType, SkipReason, Step
from submissions.models import Submission
from submissions.workflow.transitions import transition


def take_up(submission: Submission, user: Any, *, seen: int | None = None) -> Submission:
    """Begin to read: the user becomes its officer."""
    with transition(submission, EventType.TAKEN_UP, user, seen=seen) as change:
        change.case.handler = user
    return change.case


def assign(
    submission: Submission, user: Any, handler: Any, *, answer_by: date | None = None, seen: int | None = None
) -> Submission:
    """Give the case to an officer, None for nobody, and say until when it is to be answered."""
    with transition(submission, EventType.ASSIGNED, user, seen=seen) as change:
        change.case.handler, change.case.answer_by = handler, answer_by
        change.payload = {
            "handler": handler.pk if handler is not None else None,
            "answer_by": answer_by.isoformat() if answer_by else None,
        }
    return change.case


def ask_completion(
    submission: Submission,
    user: Any,
    fields: Sequence[str],
    message: str,
    *,
    answer_by: date | None = None,
    seen: int | None = None,
) -> Submission:
    """Ask the sender for more: the fields by name, and what is wanted in words."""
    with transition(submission, EventType.COMPLETION_ASKED, user, seen=seen) as change:
        change.case.handler = user
        change.case.requested_fields, change.case.answer_by = list(fields), answer_by
        change.payload = {"fields": list(fields), "answer_by": answer_by.isoformat() if answer_by else None}
        change.add_comment(message, CommentAudience.SENDER)
    return change.case


def endorse(submission: Submission, user: Any, *, message: str = "", seen: int | None = None) -> Submission:
    """The region's say: pass the case on to KB, with an internal comment. Whether to decline is for KB."""
    with transition(submission, EventType.ENDORSED, user, seen=seen) as change:
        change.give_turn(Step.KB)
        change.add_comment(message, CommentAudience.INTERNAL)
    return change.case


def pass_to_kb(submission: Submission, user: Any, reason: SkipReason, *, seen: int | None = None) -> Submission:
    """Go on without the region; the scheduler does (without user), or KB takes the case over."""
    with transition(submission, EventType.REGION_SKIPPED, user, seen=seen, is_allowed=user is None) as change:
        change.give_turn(Step.KB)
        change.payload = {"reason": reason.value}
    return change.case


def comment(submission: Submission, user: Any, text: str, audience: CommentAudience) -> Submission:
    """Write something beside the case, for those who handle it or for the sender too."""
    with transition(submission, EventType.COMMENTED, user) as change:
        change.add_comment(text, audience)
        change.payload["audience"] = CommentAudience(audience).value
    return change.case

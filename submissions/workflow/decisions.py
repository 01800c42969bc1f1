"""KB's decisions on a case, and what follows from them."""

from __future__ import annotations

from typing import Any

from submissions.choices import CommentAudience, EventType
from submissions.models import Submission
from submissions.workflow.transitions import transition


def accept(submission: Submission, user: Any, *, message: str = "", seen: int | None = None) -> Submission:
    """Accept the case."""
    with transition(submission, EventType.ACCEPTED, user, seen=seen) as change:
        change.case.handler, change.case.answer_by = user, None
        change.add_comment(message, CommentAudience.SENDER)
    return change.case


def decline(submission: Submission, user: Any, reason: str, *, seen: int | None = None) -> Submission:
    """Decline the case, with the reason that the sender reads. Raises ValueError without one."""
    if not reason.strip():
        raise ValueError("A case is declined with a reason.")
    with transition(submission, EventType.DECLINED, user, seen=seen) as change:
        change.case.handler, change.case.answer_by = user, None
        change.case.requested_fields, change.case.decision_reason = [], reason.strip()
        change.add_comment(reason, CommentAudience.SENDER)
    return change.case


def publish(submission: Submission, user: Any, *, seen: int | None = None) -> Submission:
    """What the case became can be read by everybody; the scheduler has no user."""
    with transition(submission, EventType.PUBLISHED, user, seen=seen, is_allowed=user is None) as change:
        change.case.answer_by = None
    return change.case


def mark_done(submission: Submission, user: Any, *, message: str = "", seen: int | None = None) -> Submission:
    """What was asked for has happened: KB came to the gathering, the theme was taken up."""
    with transition(submission, EventType.DONE, user, seen=seen) as change:
        change.case.answer_by = None
        change.add_comment(message, CommentAudience.SENDER)
    return change.case


def void(submission: Submission, user: Any, reason: str, *, seen: int | None = None) -> Submission:
    """The case should never have been one: registered in error, kept. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("A case is registered in error for a reason.")
    with transition(submission, EventType.VOIDED, user, seen=seen) as change:
        change.case.answer_by, change.case.requested_fields = None, []
        change.case.decision_reason = reason.strip()
        change.add_comment(reason, CommentAudience.INTERNAL)
    return change.case

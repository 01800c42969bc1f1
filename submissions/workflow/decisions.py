"""KB's decisions on a case, and what follows from them."""

from __future__ import annotations

from typing import Any

from submissions.choices import CommentAudience, EventType
from submissions.models import Submission
from submissions.results import make_news, make_result, undo_result
from submissions.workflow.transitions import transition


def accept(
    submission: Submission,
    user: Any,
    *,
    message: str = "",
    spread_reason: str = "",
    with_news: bool = False,
    seen: int | None = None,
) -> Submission:
    """Accept the case and make what it becomes (`submissions.results`), in one transaction.

    A report with `spread_reason` is spread nationally, one `with_news` gets a news item beside it. What enters the
    register is public at once, so the case is then published too.

    Raises:
        ValidationError: The case says too little to become what it should; nothing is stored.
    """
    with transition(submission, EventType.ACCEPTED, user, seen=seen) as change:
        change.case.handler, change.case.answer_by = user, None
        if spread_reason.strip():
            change.case.data = {**change.case.data, "spread_reason": spread_reason.strip()}
        change.payload = make_result(change.case, user)
        if with_news:
            change.payload |= make_news(change.case, user)
        change.add_comment(message, CommentAudience.SENDER)
        change.follow = EventType.PUBLISHED if change.case.plan else None  # the register has no drafts
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


def publish(submission: Submission, user: Any, *, seen: int | None = None, happened: bool = False) -> Submission:
    """What the case became can be read by everybody; `happened` says that somebody who may has published it already."""
    with transition(submission, EventType.PUBLISHED, user, seen=seen, is_allowed=happened) as change:
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
        undo_result(change.case, user, reason.strip())
    return change.case

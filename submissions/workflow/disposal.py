"""Disposal (*gallring*) of a sender's data."""

from __future__ import annotations

from typing import Any

from submissions.choices import CommentAudience, EventType
from submissions.models import Submission
from submissions.workflow.transitions import transition


def dispose(submission: Submission, user: Any, ground: str, *, seen: int | None = None) -> Submission:
    """Blank the sender's data of a case that is over, for a ground, by the user who approves it. The case stays.

    Raises:
        ValueError: Without a ground.
    """
    if not ground.strip():
        raise ValueError("Data are disposed of for a ground.")
    with transition(submission, EventType.BLANKED, user, seen=seen) as change:
        if change.case.contact is not None:
            change.case.contact.blank(ground.strip(), user)
        change.add_comment(ground, CommentAudience.INTERNAL)
    return change.case

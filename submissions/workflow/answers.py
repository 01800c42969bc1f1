"""What the sender does with a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from submissions.choices import CommentAudience, EventType
from submissions.models import Attachment, Submission
from submissions.workflow.transitions import transition


def complete(
    submission: Submission,
    user: Any,
    data: Mapping[str, Any],
    *,
    message: str = "",
    attachments: Iterable[Attachment] = (),
    source_url: str | None = None,
    seen: int | None = None,
    by_link: bool = False,
) -> Submission:
    """Answer what was asked for: `data` holds the new values of fields by name, the others stay.

    `by_link` says that whoever answers came by a signed link for this very case.
    """
    with transition(submission, EventType.COMPLETED, user, seen=seen, is_allowed=by_link) as change:
        case = change.case
        changed = sorted(name for name, value in data.items() if case.data.get(name) != value)
        case.data = {**case.data, **data}
        if source_url is not None:
            case.source_url = source_url
        case.requested_fields, case.answer_by, case.step_since = [], None, timezone.now()
        for attachment in attachments:
            attachment.bind_to(case)
        change.payload = {"fields": changed}
        change.add_comment(message, CommentAudience.SENDER)
    return change.case


def withdraw(
    submission: Submission, user: Any, *, message: str = "", seen: int | None = None, by_link: bool = False
) -> Submission:
    """Take the case back. What has been published already is KB's to void."""
    with transition(submission, EventType.WITHDRAWN, user, seen=seen, is_allowed=by_link) as change:
        change.case.answer_by, change.case.requested_fields = None, []
        change.add_comment(message, CommentAudience.SENDER)
    return change.case

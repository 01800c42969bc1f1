"""What others have done with the cases of a desk since its user last looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from submissions.models import Submission, SubmissionEvent


def with_news(cases: QuerySet[Submission], user: Any, since: datetime | None) -> QuerySet[Submission]:
    """The cases with `is_news`: whether somebody else has done something since a time; nobody has since None."""
    if since is None:
        return cases.annotate(is_news=Value(False))
    events = SubmissionEvent.objects.filter(submission=OuterRef("pk"), at__gt=since)
    return cases.annotate(is_news=Exists(events.filter(Q(user=None) | ~Q(user=user))))

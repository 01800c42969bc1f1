"""Lets cases of the demo be stored as of an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models.signals import pre_save

from notifications.models import Notice
from submissions.models import Comment, Submission, SubmissionEvent

TIMES = {Submission: "received_at", SubmissionEvent: "at", Comment: "at", Notice: "created_at"}


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Cases, events, comments and notices that are stored within get `moment` as their time.

    Nothing can change it once they are stored, so it is set before.
    """

    def set_time(sender: Any, instance: Any, **signal: Any) -> None:
        if instance.pk is None:
            setattr(instance, TIMES[sender], moment)
        if sender is Submission:
            instance.changed_at, instance.step_since = moment, min(instance.step_since, moment)

    for model in TIMES:
        pre_save.connect(set_time, sender=model, weak=False, dispatch_uid=as_of)
    try:
        yield
    finally:
        for model in TIMES:
            pre_save.disconnect(sender=model, dispatch_uid=as_of)

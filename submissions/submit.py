"""From a form to a case, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from submissions.choices import Kind
from submissions.models import Submission, SubmissionDraft
from submissions.submitter import Submitter
from submissions.workflow import ContactDetails, receive


def send(
    draft: SubmissionDraft, submitter: Submitter, title: str, data: Mapping[str, Any], source_url: str
) -> Submission:
    """The case that a draft becomes: all of it, with its files, or nothing. Sent again it is the same case.

    Raises:
        Refused: The submitter may not send for the organisation.
    """
    with transaction.atomic():
        locked = SubmissionDraft.objects.select_for_update(of=("self",)).select_related("submission").get(pk=draft.pk)
        if locked.submission:
            return locked.submission
        case = receive(
            kind=Kind(draft.kind),
            organisation=draft.organisation,
            title=title,
            channel=submitter.channel,
            data=data,
            sender=submitter.user,
            contact=ContactDetails(email=submitter.link.email) if submitter.link else None,
            source_url=source_url,
            attachments=draft.attachments,
        )
        if submitter.link:
            submitter.link.submissions.add(case)
        locked.submission, locked.data = case, {}
        locked.save(update_fields=["submission", "data"])
    return case

"""From a form to a case, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from submissions.choices import Kind
from submissions.models import Submission, SubmissionDraft
from submissions.party import Party
from submissions.workflow import ContactDetails, receive


def send(draft: SubmissionDraft, party: Party, title: str, data: Mapping[str, Any], source_url: str) -> Submission:
    """The case that a draft becomes: all of it, with its files, or nothing. Sent again it is the same case.

    Raises:
        Refused: The party may not send for the organisation.
    """
    with transaction.atomic():
        locked = SubmissionDraft.objects.select_for_update(of=("self",)).select_related("submission").get(pk=draft.pk)
        if locked.submission:
            return locked.submission
        case = receive(
            kind=Kind(draft.kind),
            organisation=draft.organisation,
            title=title,
            channel=party.channel,
            data=data,
            sender=party.user,
            contact=ContactDetails(email=party.link.email) if party.link else None,
            source_url=source_url,
            attachments=draft.attachments,
        )
        if party.link:
            party.link.submissions.add(case)
        locked.submission, locked.data = case, {}
        locked.save(update_fields=["submission", "data"])
    return case

"""A case for the *diarium*: its record as JSON with the files, and each file alone."""

from __future__ import annotations

import json
import tempfile
import zipfile
from typing import Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from audit.choices import Action
from audit.log import record_by
from library_plans.importer.local_file import local_file
from library_plans.models.editions import SUFFIXES
from submissions.admin.access import case_or_404, moderators_only
from submissions.models import Attachment, Submission, SubmissionEvent


@moderators_only
def export(request: HttpRequest, pk: int) -> FileResponse:
    """A ZIP of `arende.json` and the files under the names by which it names them."""
    case = case_or_404(request.user, pk)
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("arende.json", json.dumps(record(case), ensure_ascii=False, indent=2))
        for attachment in case.attachments.all():
            with local_file(attachment) as path:
                archive.write(path, file_name(attachment))
    target.seek(0)
    record_by(Action.EXPORTED, request.user, path=request.path)
    return FileResponse(target, as_attachment=True, filename=f"arende-{case.number}.zip")


@moderators_only
def attachment_file(request: HttpRequest, pk: int, attachment: int) -> FileResponse:
    """The file as it was sent, to be saved and never shown in the page."""
    found = get_object_or_404(case_or_404(request.user, pk).attachments, pk=attachment)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=file_name(found))


def file_name(attachment: Attachment) -> str:
    return f"bilaga-{attachment.pk}.{SUFFIXES.get(attachment.media_type, 'bin')}"


def record(case: Submission) -> dict[str, Any]:
    """All that is known of a case, times in ISO 8601; texts of comments and the sender's data are in it too."""
    contact = case.contact
    return {
        "number": case.number,
        "received_at": case.received_at.isoformat(),
        "channel": case.channel,
        "kind": case.kind,
        "organisation": case.organisation.code,
        "sender_role": case.sender_role,
        "contact": {"name": contact.name, "email": contact.email, "phone": contact.phone} if contact else None,
        "title": case.title,
        "data": case.data,
        "source_url": case.source_url,
        "state": case.state,
        "decision_reason": case.decision_reason,
        "became": {
            "plan": case.plan_id,
            "edition": case.edition_id,
            "decision": case.decision_id,
            "page": case.page_id,
            "news": case.news_id,
        },
        "events": [event_record(event) for event in case.events.all()],
        "comments": [
            {"id": comment.pk, "at": comment.at.isoformat(), "audience": comment.audience, "text": comment.text}
            for comment in case.comments.all()
        ],
        "files": [
            {"file": file_name(one), "name": one.original_name, "sha256": one.sha256, "size": one.size}
            for one in case.attachments.all()
        ],
    }


def event_record(event: SubmissionEvent) -> dict[str, Any]:
    return {
        "type": event.type,
        "at": event.at.isoformat(),
        "user": event.user_id,
        "roles": event.roles,
        "from": event.from_state,
        "to": event.to_state,
        "payload": event.payload,
    }

"""Takes in a file and freezes it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from delivery.disk_space import require_room
from extraction.office_conversion import accepted_media_type
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable
from library_plans.importer.folder_files import printable
from library_plans.models.editions import plan_files
from submissions.attachments.tasks import read_attachment_file
from submissions.models import Attachment
from submissions.models.attachments import attachment_file_name


@transaction.atomic
def store_file(upload: UploadedFile, draft_key: str) -> Attachment:
    """Store a file for the form that is being filled in under `draft_key`, and have the worker read it.

    Equal bytes are stored once. The same file sent again to the same form is the attachment that is there.

    Raises:
        Unreadable: Too large, empty, or of no format that is read; `reason_text` has the sentence. Nothing is stored.
        DiskFull: There is no room; its text is a sentence. Nothing is stored.
    """
    limit, size = settings.PLAN_FILE_MAX_BYTES, upload.size or 0
    if size > limit:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.FILE_TOO_LARGE, limit=limit >> 20)
    media_type = accepted_media_type(upload)  # type: ignore[arg-type]
    require_room(size)
    upload.seek(0)
    sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
    if known := Attachment.objects.filter(submission=None, draft_key=draft_key, sha256=sha256).first():
        return known
    attachment = Attachment(
        draft_key=draft_key,
        original_name=printable(upload.name or "")[:255],
        sha256=sha256,
        size=size,
        media_type=media_type,
    )
    attachment.file.name = store_bytes(attachment, upload)
    attachment.save()
    read_attachment_file.enqueue(attachment.pk)
    return attachment


def store_bytes(attachment: Attachment, upload: UploadedFile) -> str:
    """The name under which the bytes are stored; a complete copy is kept, an incomplete one replaced."""
    storage, name = plan_files(), attachment_file_name(attachment, "")
    if storage.exists(name):
        if storage.size(name) == attachment.size:
            return name
        storage.delete(name)
    upload.seek(0)
    return storage.save(name, upload)

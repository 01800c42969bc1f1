"""The archive of open data: made each night, and served only while all that it holds may be shown."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date
from functools import partial

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from delivery.disk_space import require_room
from delivery.memoize import memoize_until_commit
from library_plans.choices import EditionVariant
from library_plans.models import Edition, OpenDataArchive, Redaction
from library_plans.open_data.archive_files import write_archive
from library_plans.querysets import EditionQuerySet

PREFIX = "open-data-"  # of the temporary file
BATCH_SIZE = 1000


def make_archive() -> OpenDataArchive:
    """Make the archive anew and put it in the place of the one before, at once and as a whole.

    The redactions that it obeys are noted before anything is read: one that is made meanwhile withdraws it.

    Raises:
        DiskFull: There is too little room for it.
    """
    require_room()
    on, redactions = timezone.localdate(), redactions_digest()
    editions = archived_editions(on)
    keys = list(editions.values_list("pk", flat=True))
    with tempfile.TemporaryFile(prefix=PREFIX) as written:
        pages = write_archive(written, editions, on, settings.WAGTAILADMIN_BASE_URL.rstrip("/"))
        size = written.tell()
        written.seek(0)
        made = OpenDataArchive(
            sha256=hashlib.file_digest(written, "sha256").hexdigest(),
            size=size,
            valid_on=on,
            page_count=pages,
            redactions=redactions,
        )
        written.seek(0)
        made.file.save("archive.zip", File(written), save=False)
    with transaction.atomic():
        made.save()
        made.editions.through.objects.bulk_create(
            [made.editions.through(opendataarchive_id=made.pk, edition_id=key) for key in keys], batch_size=BATCH_SIZE
        )
        discard_archives(before=made.pk)
    return made


def archived_editions(on: date) -> EditionQuerySet:
    """Adopted text that the search finds too, in order."""
    return Edition.objects.searchable(on).filter(variant=EditionVariant.ADOPTED).order_by("pk")


@memoize_until_commit
def current_archive() -> OpenDataArchive | None:
    """The newest archive while all that it holds may be shown: no redaction is new or changed, no edition withdrawn."""
    newest = OpenDataArchive.objects.first()
    if newest is None or newest.redactions != redactions_digest():
        return None
    withdrawn = newest.editions.exclude(pk__in=archived_editions(timezone.localdate()).order_by().values("pk"))
    return None if withdrawn.exists() else newest


def redactions_digest() -> str:
    """A digest of what every redaction withholds."""
    rows = Redaction.objects.order_by("pk").values_list("pk", "edition", "page_number", "words", "until", "not_found")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def discard_archives(before: int | None = None) -> None:
    """Delete the archives, or those older than one: the rows now, the files when that is committed."""
    rows = OpenDataArchive.objects.all() if before is None else OpenDataArchive.objects.filter(pk__lt=before)
    kept = set(OpenDataArchive.objects.exclude(pk__in=rows.values("pk")).values_list("file", flat=True))
    for archive in rows:
        if archive.file.name and archive.file.name not in kept:
            transaction.on_commit(partial(archive.file.storage.delete, archive.file.name))
        archive.delete()

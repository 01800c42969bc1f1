"""Makes batches of what an editor sends: files, a list, or a list with the files that it names."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from delivery.disk_space import DiskFull, require_room
from extraction.office_conversion import accepted_media_type
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable
from library_plans.batches.columns import COLUMNS, FILE
from library_plans.batches.tasks import read_import_row
from library_plans.batches.values import set_values
from library_plans.choices import ImportStatus
from library_plans.extraction_messages import reason_with_advice
from library_plans.importer.folder_files import RefusedFile, checked_parts, printable
from library_plans.importer.list_cells import read_cells
from library_plans.importer.tables import Table
from library_plans.models import ImportBatch, ImportRow

MAX_ROWS = 1_000  # of a batch made in the admin


@transaction.atomic
def make_batch(user: Any, name: str, files: Iterable[UploadedFile], table: Table) -> ImportBatch:
    """A batch with a row for each file. They are read when the columns of the list, if there is one, are told."""
    batch = ImportBatch.objects.create(name=name[:255], created_by=user, table=table, has_table=bool(table))
    add_files(batch, files)
    return batch


@transaction.atomic
def add_files(batch: ImportBatch, files: Iterable[UploadedFile]) -> None:
    """Give each file to the row that waits for one of its name, or a row of its own, and have it read."""
    ImportBatch.objects.select_for_update().get(pk=batch.pk)
    waiting = {file_key(row.original_name): row for row in batch.rows.filter(file="", status=ImportStatus.OPEN)}
    last = batch.rows.order_by("-position").values_list("position", flat=True).first() or 0
    for file in files:
        row = waiting.pop(file_key(file.name or ""), None)
        if row is None:
            last += 1
            row = ImportRow(batch=batch, position=last, original_name=printable(file.name or "")[:255])
        take_file(row, file)
    if not batch.has_table:
        read_files(batch)


def take_file(row: ImportRow, file: UploadedFile) -> None:
    """Keep the file with its row, or say why it is refused."""
    try:
        check_file(file)
    except Unreadable as refusal:
        row.status, row.refusal = ImportStatus.REFUSED, reason_with_advice(refusal.reason)
    except DiskFull as refusal:
        row.status, row.refusal = ImportStatus.REFUSED, str(refusal)
    else:
        file.seek(0)
        row.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        row.file.save(file.name or "", file, save=False)
    row.save()


def check_file(file: UploadedFile) -> None:
    """Raises Unreadable or DiskFull."""
    if (file.size or 0) > settings.PLAN_FILE_MAX_BYTES:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.FILE_TOO_LARGE, limit=settings.PLAN_FILE_MAX_BYTES >> 20)
    accepted_media_type(file)  # type: ignore[arg-type]
    require_room(file.size or 0)


def read_files(batch: ImportBatch) -> None:
    """Have the worker read the files that are not read yet."""
    for key in batch.rows.exclude(file="").filter(state=TextState.PENDING).values_list("pk", flat=True):
        read_import_row.enqueue(key)


@transaction.atomic
def apply_columns(batch: ImportBatch, places: Mapping[str, int]) -> None:
    """Make rows of the list: `places` has the place in its header of each of our columns.

    A line that names a file that was sent goes to the row of that file, each other one gets a row that says why not.
    Nothing happens where that is done already.
    """
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if not locked.has_table:
        return
    sent = {file_key(row.original_name): row for row in locked.rows.all()}
    last = locked.rows.count()
    for line in locked.table[1:]:
        cells = {name: line[place] for name, place in places.items() if place < len(line) and line[place]}
        name = cells.pop(FILE, "")
        problem = name_problem(name)
        row = None if problem else sent.pop(file_key(name), None)
        if row is None:
            last += 1
            row = ImportRow(batch=locked, position=last, original_name=printable(name)[:255])
            row.problems = [problem] if problem else []
        fill_from_cells(row, cells)
        row.save()
    locked.table, locked.has_table = [], False
    locked.save()
    read_files(locked)


def file_key(name: str) -> str:
    """A name as names are compared: without folders and capitals, letters composed in one way."""
    return unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name).casefold()


def name_problem(name: str) -> str:
    """Why a name in a list is that of no file that could be sent; empty for others."""
    try:
        checked_parts(name)
    except RefusedFile as refusal:
        return str(refusal)
    return ""


def fill_from_cells(row: ImportRow, cells: Mapping[str, str]) -> None:
    """Set what the cells say; as written they are kept beside, and so is what cannot be used of them."""
    values, problems = read_cells(cells, {name: str(label) for name, label in COLUMNS.items()})
    if "owners" in values:
        values["owner_codes"] = " ".join(values.pop("owners"))
    set_values(row, values)
    row.cells = {name: printable(written) for name, written in cells.items()}
    row.problems += problems

"""Reads the file of a row as files of the register are read, and keeps what its text suggests. Nothing is entered."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from delivery.disk_space import require_room
from extraction.reasons import ReasonCode
from extraction.types import Extraction, TextState
from library_plans.batches.text_suggestions import OTHER_DECISIONS, Found, text_suggestions
from library_plans.batches.values import set_values
from library_plans.importer.local_file import FileHolder, local_file
from library_plans.importer.pipeline import SCRATCH_PREFIX, failed_extraction, ocr_folder, read_file
from library_plans.models import ImportRow
from library_plans.suggestions.types import FIRST_PAGES
from organisations.directory import organisation_directory

DAYS = ("starts", "ends", "decided_on")


def read_row(pk: int) -> None:
    """Read the file in isolated child processes and fill in what neither a list nor an editor has said.

    Nothing happens where it was read before, or is gone. What is read stays in its scratch folder: once the row is
    entered, its file is read as every other one.

    Raises:
        ReadingInterrupted: By nothing that lies in the file.
        DiskFull: There is no room for what the readers write.
    """
    row = ImportRow.objects.filter(pk=pk).first()
    if row is None or not row.is_being_read:
        return
    reading = read_holder(row, row.original_name, row.language)
    store_reading(pk, reading.extraction, reading.found)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read, the text of its first pages and its last one, and what that suggests by field."""

    extraction: Extraction
    pages: Sequence[str]
    found: dict[str, Found]


def read_holder(holder: FileHolder, name: str, language: str = "sv") -> Reading:
    """Read a file in isolated child processes; `name` is what it was called where it came from.

    Raises:
        ReadingInterrupted: By nothing that lies in the file.
        DiskFull: There is no room for what the readers write.
    """
    require_room()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX)))
        try:
            path = stack.enter_context(local_file(holder))
        except FileNotFoundError:
            extraction = failed_extraction(TextState.DAMAGED, ReasonCode.FILE_MISSING)
        else:
            extraction = read_file(path, scratch, language, (), ocr_folder(holder))
        pages = page_texts(extraction)
        found = text_suggestions(name, pages, organisation_directory())
    return Reading(
        extraction, pages, {key: {**one, "quote": one["quote"].replace("\0", " ")} for key, one in found.items()}
    )


def page_texts(extraction: Extraction) -> list[str]:
    """The text of each page, a line for each passage; that of the pages between the first and the last is left out."""
    pages = [""] * len(extraction.pages)
    for passage in extraction.passages:
        if passage.page <= FIRST_PAGES or passage.page == len(pages):
            pages[passage.page - 1] += f"{passage.text}\n"
    return pages


@transaction.atomic
def store_reading(pk: int, extraction: Extraction, found: dict[str, Found]) -> None:
    row = ImportRow.objects.select_for_update().get(pk=pk)
    row.state, row.page_count = extraction.state, len(extraction.pages) or None
    row.reasons = [reason.as_json() for reason in extraction.reasons]
    row.suggestions = found
    if not row.is_checked:
        set_values(row, {name: value(name, one) for name, one in found.items() if is_unsaid(row, name)})
    if row.starts and row.ends and row.ends < row.starts:
        row.ends = None  # the first day is that of the list, and the text tells of another plan
    row.save()


def is_unsaid(row: ImportRow, name: str) -> bool:
    """Whether a suggestion is for a field that the list says nothing of."""
    return name not in (*row.cells, OTHER_DECISIONS)


def value(name: str, found: Found) -> Any:
    return date.fromisoformat(found["value"]) if name in DAYS else found["value"]

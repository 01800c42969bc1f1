"""Import of a collection of files, a CSV list or a folder, with the result of each."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from delivery.disk_space import DiskFull
from extraction.types import TextState, Unreadable
from library_plans.extraction_messages import reason_with_advice
from library_plans.importer.folder_files import RefusedFile, names_in_folder, open_in_folder, printable
from library_plans.importer.list_cells import read_cells
from library_plans.importer.pipeline import ReadingInterrupted, read_edition
from library_plans.importer.registration import CollectedFile, RegistrationResult, UnknownOwner, register_file
from library_plans.importer.store import mark_interrupted
from library_plans.importer.tables import TableError, read_table
from library_plans.models import Edition
from library_plans.plan_warnings import stored_warnings
from library_plans.querysets import READABLE, UNREAD

logger = logging.getLogger(__name__)

REQUIRED_COLUMNS = ("file", "owner_codes", "kind", "title")


class CollectionError(Exception):
    """The list or folder cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A file of the collection, by its name in the folder, with its metadata, or why its row cannot be used."""

    folder: Path
    name: str
    collected: CollectedFile | None
    error: str = ""


@dataclass(slots=True)
class ImportResult:
    """The result of one file. `known` files were in the register and read before."""

    file: str
    state: str
    reason: str
    pages: int
    known: bool = False
    edition: int = 0  # primary key; 0 when nothing was stored
    warnings: tuple[str, ...] = ()  # what is probably wrong with its plan
    registration: RegistrationResult | None = None

    def update(self, edition: Edition) -> None:
        self.state, self.reason, self.pages = edition.state, edition.reason_for_editors, edition.page_count or 0


@dataclass(slots=True)
class ImportReport:
    """The results of an import, in order; new, known and failed add up to all files."""

    results: list[ImportResult] = field(default_factory=list)

    def add(self, result: ImportResult) -> None:
        self.results.append(result)

    def needing_ocr(self) -> list[ImportResult]:
        """The results that may have pages for OCR."""
        states = (TextState.NO_TEXT, TextState.PARTIAL, TextState.POOR)
        return [result for result in self.results if result.edition and result.state in states]

    def as_dict(self) -> dict[str, Any]:
        failed = [result for result in self.results if _is_failed(result)]
        known = [result for result in self.results if result.known and not _is_failed(result)]
        return {
            "new": len(self.results) - len(failed) - len(known),
            "known": len(known),
            "failed": len(failed),
            "files": [
                {
                    "file": result.file,
                    "state": result.state,
                    "reason": result.reason,
                    "pages": result.pages,
                    "warnings": list(result.warnings),
                }
                for result in self.results
            ],
        }

    def __str__(self) -> str:
        counts = self.as_dict()
        lines = [f"{result.file}: {result.reason}" for result in self.results if _is_failed(result)]
        lines += [f"{result.file}: {warning}" for result in self.results for warning in result.warnings]
        return "\n".join([_("New %(new)d, known %(known)d, failed %(failed)d.") % counts, *lines])


def _is_failed(result: ImportResult) -> bool:
    return result.state not in READABLE


def read_collection(path: Path) -> list[CollectionRow]:
    """The files of a folder, with those of its folders, in order of name; or the rows of a list, CSV or XLSX.

    A row that cannot be used becomes an entry that says why. Only files inside the folder are taken, for a list those
    inside the folder that it stands in.

    Raises:
        CollectionError: Nothing there, no list that can be read, or a required column is missing.
    """
    if path.is_dir():
        return [_collection_row({"file": name}, path) for name in names_in_folder(path)]
    if not path.is_file():
        raise CollectionError(_("There is no file or folder %(path)s.") % {"path": path})
    try:
        header, *rows = read_table(path, path.name)
    except TableError as error:
        raise CollectionError(str(error)) from error
    columns = [name.casefold() for name in header]
    missing = [name for name in REQUIRED_COLUMNS if name not in columns]
    if missing:
        raise CollectionError(_("The list lacks the column %(names)s.") % {"names": ", ".join(missing)})
    return [_collection_row(dict(zip(columns, row, strict=False)), path.parent) for row in rows]


def _collection_row(cells: dict[str, str], folder: Path) -> CollectionRow:
    name = cells.pop("file", "")
    try:
        with open_in_folder(folder, name):
            pass  # it is a file of the folder; it is opened again when it is taken in
    except RefusedFile as refusal:
        return CollectionRow(folder, printable(name), None, str(refusal))
    values, problems = read_cells(cells)
    if problems:
        return CollectionRow(folder, name, None, " ".join(problems))
    return CollectionRow(folder, name, CollectedFile(content=folder / name, name=Path(name).name, **values))


def import_row(row: CollectionRow, keep_going: bool = False) -> ImportResult:
    """Register and read one file. A file in a named state never raises; an unexpected error does unless `keep_going`.

    Raises:
        Exception: What nobody foresaw, without `keep_going`.
    """
    if row.collected is None:
        return ImportResult(row.name, TextState.DAMAGED, row.error, 0)
    try:
        return _import_file(row.folder, row.name, row.collected)
    except (UnknownOwner, RefusedFile, DiskFull) as error:
        return ImportResult(row.name, TextState.DAMAGED, str(error), 0)
    except OSError as error:
        return ImportResult(row.name, TextState.DAMAGED, _("The file cannot be read: %s") % error.strerror, 0)
    except Unreadable as error:
        return ImportResult(row.name, error.state, reason_with_advice(error.reason), 0)
    except Exception as error:
        if not keep_going:
            raise
        logger.exception("%s", row.name)
        return ImportResult(row.name, TextState.DAMAGED, _("An unexpected error: %(error)s") % {"error": error}, 0)


def _import_file(folder: Path, name: str, collected: CollectedFile) -> ImportResult:
    with open_in_folder(folder, name) as file:
        registration = register_file(replace(collected, content=file))
    edition = registration.edition
    known = not registration.created and edition.state not in UNREAD
    if not known:
        try:
            edition = read_edition(edition.pk)
        except ReadingInterrupted:
            mark_interrupted(edition.pk)
            edition.refresh_from_db()
    warnings = () if known else tuple(stored_warnings(edition.plan_id, timezone.localdate()))
    pages = edition.page_count or 0
    reason = edition.reason_for_editors
    return ImportResult(name, edition.state, reason, pages, known, edition.pk, warnings, registration)

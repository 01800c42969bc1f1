"""Import of a collection of files, a CSV list or a folder, with the result of each."""

from __future__ import annotations

import csv
import io
import logging
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from delivery.disk_space import DiskFull
from extraction.types import TextState, Unreadable
from library_plans.choices import EditionVariant, PlanKind
from library_plans.extraction_messages import reason_text
from library_plans.importer.folder_files import RefusedFile, names_in_folder, open_in_folder, printable
from library_plans.importer.pipeline import ReadingInterrupted, read_edition
from library_plans.importer.registration import CollectedFile, UnknownOwner, register_file
from library_plans.importer.store import mark_interrupted
from library_plans.models import Edition
from library_plans.querysets import READABLE, UNREAD

logger = logging.getLogger(__name__)

REQUIRED_COLUMNS = ("file", "owner_codes", "kind", "title")
OPTIONAL = ("starts", "ends", "decided_on", "body", "dnr", "variant", "language", "source_url")
CSV_NAMES = {".csv", ".tsv", ".txt"}


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

    def update(self, edition: Edition) -> None:
        self.state, self.reason, self.pages = edition.state, edition.state_reason, edition.page_count or 0


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
                {"file": result.file, "state": result.state, "reason": result.reason, "pages": result.pages}
                for result in self.results
            ],
        }

    def __str__(self) -> str:
        counts = self.as_dict()
        lines = [f"{result.file}: {result.reason}" for result in self.results if _is_failed(result)]
        return "\n".join([_("New %(new)d, known %(known)d, failed %(failed)d.") % counts, *lines])


def _is_failed(result: ImportResult) -> bool:
    return result.state not in READABLE


def read_collection(path: Path) -> list[CollectionRow]:
    """The files of a folder, with those of its folders, in order of name; or the rows of a CSV list.

    A row that cannot be used becomes an entry that says why. Only files inside the folder are taken, for a list those
    inside the folder that it stands in.

    Raises:
        CollectionError: Nothing there, not UTF-8, or a required column is missing.
    """
    if path.is_dir():
        return [_collection_row({"file": name}, path) for name in names_in_folder(path)]
    if not path.is_file():
        raise CollectionError(_("There is no file or folder %(path)s.") % {"path": path})
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CollectionError(_("The list %(name)s is not in UTF-8.") % {"name": path.name}) from error
    return _parse_csv(text, path.parent)


def _parse_csv(text: str, folder: Path) -> list[CollectionRow]:
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
    missing = [name for name in REQUIRED_COLUMNS if name not in columns]
    if missing:
        raise CollectionError(_("The list lacks the column %(names)s.") % {"names": ", ".join(missing)})
    rows.fieldnames = columns
    try:
        return [_collection_row(cells, folder) for cells in map(_stripped_cells, rows) if any(cells.values())]
    except csv.Error as error:
        raise CollectionError(_("The list cannot be parsed: %(error)s.") % {"error": error}) from error


def _stripped_cells(row: dict[str, Any]) -> dict[str, str]:
    return {name: value.strip() for name, value in row.items() if isinstance(value, str)}


def _collection_row(cells: dict[str, str], folder: Path) -> CollectionRow:
    name = cells.get("file", "")
    try:
        return CollectionRow(folder, name, _collected_file(cells, folder))
    except ValueError as error:
        return CollectionRow(folder, printable(name), None, str(error))


def _collected_file(cells: dict[str, str], folder: Path) -> CollectedFile:
    """Raises ValueError with a sentence for a file or a value that cannot be used."""
    for column, written in cells.items():
        if column != "file" and printable(written) != written:
            values = {"column": column, "value": printable(written)}
            raise ValueError(_("%(column)s has characters that cannot be shown: %(value)s") % values)
    name = cells.get("file", "")
    with open_in_folder(folder, name):
        pass  # it is a file of the folder; it is opened again when it is taken in
    kind = cells.get("kind") or PlanKind.MUNICIPAL
    if kind not in PlanKind.values:
        known = ", ".join(PlanKind.values)
        raise ValueError(_("Unknown kind of plan: %(kind)s. There are %(known)s.") % {"kind": kind, "known": known})
    variant = cells.get("variant") or EditionVariant.ADOPTED
    if variant not in EditionVariant.values:
        known = ", ".join(EditionVariant.values)
        raise ValueError(_("Unknown variant: %(variant)s. There are %(known)s.") % {"variant": variant, "known": known})
    return CollectedFile(
        content=folder / name,
        name=Path(name).name,
        owners=tuple(dict.fromkeys(cells.get("owner_codes", "").split())),
        kind=kind,
        title=cells.get("title", ""),
        variant=variant,
        language=cells.get("language") or "sv",
        body=cells.get("body", ""),
        dnr=cells.get("dnr", ""),
        source_url=_parse_source(cells),
        starts=_parse_date("starts", cells),
        ends=_parse_date("ends", cells),
        decided_on=_parse_date("decided_on", cells),
    )


def _parse_source(cells: dict[str, str]) -> str:
    written = cells.get("source_url", "")
    try:
        Edition._meta.get_field("source_url").clean(written, None)
    except ValidationError as error:
        raise ValueError(_("source_url is not an address on the web: %(value)s") % {"value": written}) from error
    return written


def _parse_date(name: str, cells: dict[str, str]) -> date | None:
    """A date as YYYY-MM-DD; a year alone is its first day, for the end of a plan its last."""
    written = cells.get(name, "")
    if not written:
        return None
    if written.isdigit() and len(written) == 4:
        return date(int(written), 12, 31) if name == "ends" else date(int(written), 1, 1)
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(
            _("%(column)s is not a date (YYYY-MM-DD): %(value)s") % {"column": name, "value": written}
        ) from error


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
        return ImportResult(row.name, error.state, reason_text(error.reason), 0)
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
    return ImportResult(name, edition.state, edition.state_reason, edition.page_count or 0, known, edition.pk)

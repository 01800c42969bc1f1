"""Reads an edition: preflight, extraction and structure in child processes, then storing."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings

from delivery.disk_space import require_room
from extraction import office_conversion, serialization, worker
from extraction.reasons import ExtractionReason, ReasonCode
from extraction.sandbox import ExitStatus, Limits, cpu_seconds, run_limited
from extraction.types import Extraction, MediaType, TextState
from extraction.worker import PAGES_PER_CHILD, READER_VERSION
from library_plans.importer.local_file import FileHolder, local_file
from library_plans.importer.store import StaleExtraction, store_extraction
from library_plans.models import Edition

SCRATCH_PREFIX = "reading-"  # of folders that are deleted after use, or by `prune_readings`
MAX_CPU_SECONDS = 120  # for all children of one file together
MAX_SECONDS = 300  # the same by the clock, for a busy machine; then the file is read again later

FAILURES = {
    ExitStatus.TIMED_OUT: (TextState.TIMEOUT, ReasonCode.TIME_LIMIT),
    ExitStatus.OUT_OF_MEMORY: (TextState.TOO_BIG, ReasonCode.MEMORY_LIMIT),
    ExitStatus.CRASHED: (TextState.DAMAGED, ReasonCode.READER_CRASHED),
    ExitStatus.COMPLETED: (TextState.DAMAGED, ReasonCode.READER_CRASHED),
}


class ReadingInterrupted(Exception):
    """A reader was killed, had no room on the disk or too little of a busy machine: the file may be as good as any."""


def read_edition(pk: int) -> Edition:
    """Read the file of an edition in limited child processes, store the result and reindex.

    Safe to run again: the same file gives the same rows. Every failure is a state on the edition
    with a reason; pages that were read by OCR before keep that text.

    Raises:
        ReadingInterrupted: By nothing that lies in the file. The edition is left as it was.
        Edition.DoesNotExist: No such edition.
        DiskFull: There is no room for what the readers write; nothing is stored.
    """
    edition = Edition.all_objects.get(pk=pk)
    require_room()
    with tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX) as folder:
        return store_or_keep(pk, extract_edition(edition, Path(folder)))


def store_or_keep(pk: int, extraction: Extraction) -> Edition:
    """Store an extraction, unless the edition holds what a newer reader has read; gives the edition as it is then."""
    try:
        return store_extraction(pk, extraction)
    except StaleExtraction:
        return Edition.all_objects.get(pk=pk)


def extract_edition(edition: Edition, scratch: Path) -> Extraction:
    """The extraction of an edition's file; it is read from `scratch` and lasts as long as that folder."""
    with ExitStack() as stack:
        try:
            path = stack.enter_context(local_file(edition))
        except FileNotFoundError:
            return failed_extraction(TextState.DAMAGED, ReasonCode.FILE_MISSING)
        return read_file(path, scratch, edition.language, tuple(edition.section_starts), ocr_folder(edition))


def ocr_folder(holder: FileHolder) -> Path:
    """The folder that keeps the pages of a file that were read by OCR."""
    return Path(settings.PAGE_IMAGES_ROOT) / holder.sha256[:2] / holder.sha256 / "ocr"


def ocr_installed() -> bool:
    """Whether tesseract is installed."""
    return shutil.which("tesseract") is not None


def read_file(path: Path, scratch: Path, language: str, section_starts: tuple[int, ...], ocr_pages: Path) -> Extraction:
    """Read a file in child processes. The passages lie in `scratch` and last as long as that folder.

    `ocr_pages` is the folder that keeps pages read by OCR.

    Raises:
        ReadingInterrupted: By nothing that lies in the file.
    """
    ending = run_limited(
        worker.read_document,
        scratch,
        str(path),
        language,
        section_starts,
        str(ocr_pages),
        ocr_installed(),
        readable=[path, ocr_pages],
    )
    counted = scratch / "pages.txt"
    if ending is ExitStatus.COMPLETED and counted.exists():
        ending = _read_in_parts(path, scratch, int(counted.read_text()), language, ocr_pages)
    converted = scratch / "media-type.txt"
    if ending is ExitStatus.COMPLETED and converted.exists():
        ending = _read_converted(path, scratch, MediaType(converted.read_text()), language, section_starts)
    if ending is ExitStatus.INTERRUPTED:
        raise ReadingInterrupted(f"The reading of {path.name} was interrupted")
    extraction = serialization.read_extraction(scratch) if ending is ExitStatus.COMPLETED else None
    return extraction or failed_extraction(*FAILURES[ending])


def failed_extraction(state: TextState, code: ReasonCode) -> Extraction:
    return Extraction(state, (ExtractionReason(code),), READER_VERSION)


def _read_converted(
    path: Path, scratch: Path, media_type: MediaType, language: str, section_starts: tuple[int, ...]
) -> ExitStatus:
    """Convert a document in a child of its own, then read it in another."""
    library = office_conversion.installed_office()
    if library is None:
        refusal = failed_extraction(TextState.UNSUPPORTED, office_conversion.REFUSALS[media_type])
        serialization.write_extraction(scratch, refusal)
        return ExitStatus.COMPLETED
    ending = run_limited(
        office_conversion.convert_document,
        scratch,
        str(path),
        str(library),
        readable=[path, *office_conversion.READABLE],
        limits=office_conversion.LIMITS,
    )
    file = scratch / office_conversion.CONVERTED_FILE
    if ending is not ExitStatus.COMPLETED or not file.exists():
        return ending
    return run_limited(worker.read_converted, scratch, str(file), media_type, language, section_starts)


def _read_in_parts(path: Path, scratch: Path, pages: int, language: str, ocr_pages: Path) -> ExitStatus:
    """Read fifty pages in each child, so that a bad page costs at most fifty; then structure the whole."""
    worst = _read_parts(path, scratch, pages)
    if worst is ExitStatus.INTERRUPTED or not any(scratch.glob("part-*.json")):
        return worst
    return run_limited(
        worker.structure_parts, scratch, pages, language, str(ocr_pages), ocr_installed(), readable=[ocr_pages]
    )


def _read_parts(path: Path, scratch: Path, pages: int) -> ExitStatus:
    """Read every part that time is left for. Gives the ending of the last one that failed; stops at an interruption."""
    worst = ExitStatus.COMPLETED
    cpu_left: float = MAX_CPU_SECONDS
    deadline = time.monotonic() + MAX_SECONDS
    for first in range(1, pages + 1, PAGES_PER_CHILD):
        if cpu_left < 1:
            return ExitStatus.TIMED_OUT
        limits = Limits(cpu=min(60, int(cpu_left)))
        last = min(first + PAGES_PER_CHILD - 1, pages)
        ending = run_limited(worker.read_page_range, scratch, str(path), first, last, readable=[path], limits=limits)
        if ending is ExitStatus.INTERRUPTED or time.monotonic() > deadline:
            return ExitStatus.INTERRUPTED
        worst = worst if ending is ExitStatus.COMPLETED else ending
        cpu_left -= cpu_seconds(scratch, limits.cpu)
    return worst

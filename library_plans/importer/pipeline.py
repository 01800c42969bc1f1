"""Reading an edition from its frozen file to the index: check, extract, structure, store."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings

from extraction import serialization, worker
from extraction.reasons import Reason, ReasonCode
from extraction.sandbox import Ending, Limits, run_limited
from extraction.types import Extraction, TextState
from extraction.worker import PAGES_AT_ONCE, READER_VERSION
from library_plans.importer.local_file import local_file
from library_plans.importer.store import StaleExtraction, store_extraction
from library_plans.models import Edition

FILE_SECONDS = 150  # for all children of one file together

ENDINGS = {
    Ending.TOOK_TOO_LONG: (TextState.TIMEOUT, ReasonCode.TIME_LIMIT),
    Ending.TOOK_TOO_MUCH: (TextState.TOO_BIG, ReasonCode.MEMORY_LIMIT),
    Ending.CRASHED: (TextState.DAMAGED, ReasonCode.READER_CRASHED),
    Ending.DONE: (TextState.DAMAGED, ReasonCode.READER_CRASHED),
}


def read_edition(pk: int) -> Edition:
    """Read the file of an edition in limited child processes, store what was read and tell the index.

    Safe to run again: the same file gives the same rows. Every failure is a state on the edition
    with a sentence for a person; pages whose pictures were read before keep that text.

    Raises:
        Edition.DoesNotExist: No such edition.
    """
    edition = Edition.objects.get(pk=pk)
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        try:
            return store_extraction(pk, extraction_of(edition, Path(folder)))
        except StaleExtraction:
            return Edition.objects.get(pk=pk)


def extraction_of(edition: Edition, scratch: Path) -> Extraction:
    """What the file of an edition gives; it lies in `scratch` and lasts as long as that folder."""
    with ExitStack() as stack:
        try:
            path = stack.enter_context(local_file(edition))
        except FileNotFoundError:
            return failed_extraction(TextState.DAMAGED, ReasonCode.FILE_MISSING)
        return read_file(path, scratch, edition.language, tuple(edition.borders), pictures_read(edition))


def pictures_read(edition: Edition) -> Path:
    """The folder with the pages of a file that were read from their pictures."""
    return Path(settings.PAGE_IMAGES_ROOT) / edition.sha256[:2] / edition.sha256 / "read"


def can_read_pictures() -> bool:
    """Whether the program for reading pages from their pictures is installed."""
    return shutil.which("tesseract") is not None


def read_file(path: Path, scratch: Path, language: str, borders: tuple[int, ...], pictures: Path) -> Extraction:
    """Read a file; what it gives lies in `scratch` and lasts as long as that folder."""
    ocr = can_read_pictures()
    deadline = time.monotonic() + FILE_SECONDS
    ending = run_limited(worker.read, scratch, str(path), language, borders, str(pictures), ocr)
    counted = scratch / "pages.txt"
    if ending is Ending.DONE and counted.exists():
        ending = _read_in_parts(path, scratch, int(counted.read_text()), language, pictures, ocr, deadline)
    extraction = serialization.read_extraction(scratch) if ending is Ending.DONE else None
    return extraction or failed_extraction(*ENDINGS[ending])


def failed_extraction(state: TextState, code: ReasonCode) -> Extraction:
    return Extraction(state, (Reason(code),), READER_VERSION)


def _read_in_parts(
    path: Path, scratch: Path, pages: int, language: str, pictures: Path, ocr: bool, deadline: float
) -> Ending:
    """Fifty pages a child, so that what one page spoils is at most the fifty; then all of them are understood."""
    worst = Ending.DONE
    for first in range(1, pages + 1, PAGES_AT_ONCE):
        left = int(deadline - time.monotonic())
        if left < 1:
            worst = Ending.TOOK_TOO_LONG
            break
        limits = Limits(cpu=min(60, left), wall=min(75, left))
        ending = run_limited(
            worker.read_part, scratch, str(path), first, min(first + PAGES_AT_ONCE - 1, pages), limits=limits
        )
        worst = worst if ending is Ending.DONE else ending
    if not any(scratch.glob("part-*.json")):
        return worst
    return run_limited(worker.understand_parts, scratch, pages, language, str(pictures), ocr)

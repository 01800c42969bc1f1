"""OCR of pages without text. Each page is stored as soon as it is read, so the work can stop and resume."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from extraction import page_worker, serialization
from extraction.layout import FileLayout, PageLayout
from extraction.page_worker import OCR_FILE
from extraction.sandbox import ExitStatus, Limits, run_limited
from extraction.types import MediaType, TextState
from library_plans.importer.local_file import local_file
from library_plans.importer.pipeline import SCRATCH_PREFIX, ReadingInterrupted, ocr_folder, ocr_installed, read_edition
from library_plans.models import Edition

LIMITS = Limits(cpu=90, wall=120, memory=2 * 1024**3)  # for one page; tesseract counts towards it
STORE_INTERVAL = 10  # pages: a long scan can be searched from its start while the rest is read
STATES_FOR_OCR = (TextState.NO_TEXT, TextState.POOR)


def ocr_edition(pk: int, most: int | None = None) -> Edition:
    """Read the pages of an edition that have no text, or none to trust, by OCR; all of them, or `most`.

    Gives the edition as it then is. Without tesseract, such pages or the file, nothing happens. Safe to
    run again: pages that were read are not read again.

    Raises:
        ReadingInterrupted: At a page, which was left out, by nothing that lies in the file.
        Edition.DoesNotExist: No such edition.
    """
    edition = Edition.all_objects.get(pk=pk)
    pages = list(islice(pages_needing_ocr(edition), most))
    if not pages or not edition.file.storage.exists(str(edition.file.name)):
        return edition
    interrupted: list[int] = []
    unsaved = 0
    with local_file(edition) as file:
        for page in pages:
            try:
                _ocr_page(edition, file, page)
            except ReadingInterrupted:
                interrupted.append(page)
                continue
            unsaved += 1
            if unsaved == STORE_INTERVAL:
                edition, unsaved = read_edition(pk), 0
    edition = read_edition(pk) if unsaved else edition
    if interrupted:
        raise ReadingInterrupted(f"OCR of {edition} was interrupted at pages {interrupted}")
    return edition


def pages_needing_ocr(edition: Edition) -> Iterator[int]:
    """Pages, counted from 1, without text that can be trusted, that OCR has not read before."""
    if edition.media_type != MediaType.PDF or not ocr_installed():
        return
    folder = ocr_folder(edition)
    numbers = edition.pages.filter(state__in=STATES_FOR_OCR).values_list("number", flat=True)
    yield from [number for number in numbers if not (folder / f"{number}.json").exists()]


def _ocr_page(edition: Edition, file: Path, page: int) -> None:
    """Store the words of a page; a page that cannot be read is stored without words, so that it is tried once."""
    folder = ocr_folder(edition)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=folder) as scratch:
        done = Path(scratch) / OCR_FILE
        if not recognise_page(Path(scratch), file, page):
            size = edition.pages.get(number=page)
            serialization.write_layout(done, FileLayout([PageLayout(page, size.width, size.height, has_graphics=True)]))
        done.rename(folder / f"{page}.json")


def recognise_page(scratch: Path, file: Path, page: int) -> bool:
    """Draw a page, recognise its words and write them to `OCR_FILE`, a child process each; whether all went well.

    Raises:
        ReadingInterrupted: By nothing that lies in the file.
    """
    tesseract = Path(shutil.which("tesseract") or "")
    steps: list[tuple[Callable[..., None], tuple[Any, ...], dict[str, Any]]] = [
        (page_worker.draw_page_for_ocr, (str(file), page), {"readable": [file]}),
        (page_worker.run_tesseract, (str(tesseract),), {"program": tesseract}),
        (page_worker.read_ocr_result, (page,), {}),
    ]
    for job, arguments, access in steps:
        ending = run_limited(job, scratch, *arguments, limits=LIMITS, **access)
        if ending is ExitStatus.INTERRUPTED:
            raise ReadingInterrupted(f"OCR of page {page} was interrupted")
        if ending is not ExitStatus.COMPLETED:
            return False
    return (scratch / OCR_FILE).exists()

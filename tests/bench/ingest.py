"""What reading costs: pages per CPU second of each step and end to end, beside bare pypdfium2 on the same files."""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
from django.conf import settings

from demo.documents import example_documents
from extraction import serialization
from extraction.file_type import detect_media_type
from extraction.preflight import check_file
from extraction.readers.pdf import read_layout
from extraction.structure import structure
from extraction.types import MediaType
from extraction.worker import is_known, read_document
from tests.prepared import link_language_data

FILES = 60
PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "plans")
        plans.mkdir()
        pages = write_plans(plans)
        files = sorted(plans.iterdir())
        print(f"{len(files)} PDFs of the demo, {pages} pages")
        print(f"{'step':34} {'ms a page':>10} {'pages/CPU s':>12}")
        for name, step in STEPS.items():
            show(name, seconds(step, files, Path(folder)), pages)
        show("end to end, by ingest_plans", whole(plans, Path(folder, "site")), pages)


def write_plans(folder: Path) -> int:
    """The first PDFs of the demo that are no scans; gives their number of pages."""
    documents = (one for one in example_documents() if one.media_type is MediaType.PDF and not one.scanned)
    pages = 0
    for document in islice(documents, FILES):
        (folder / document.name).write_bytes(document.data)
        pages += document.pages
    return pages


def bare(file: Path, scratch: Path) -> None:
    document = pypdfium2.PdfDocument(file)
    for page in document:
        page.get_textpage().get_text_bounded()


def detect_and_check(file: Path, scratch: Path) -> None:
    with file.open("rb") as opened:
        check_file(file, detect_media_type(opened))


def words(file: Path, scratch: Path) -> None:
    read_layout(file, 1, page_count(file))


def page_count(file: Path) -> int:
    return len(pypdfium2.PdfDocument(file))


def child(file: Path, scratch: Path) -> None:
    """All that a child does, its answer included."""
    read_document(scratch, str(file), "sv", (), str(scratch / "ocr"), False)
    serialization.read_extraction(scratch)


STEPS: dict[str, Callable[[Path, Path], Any]] = {
    "bare pypdfium2, text only": bare,
    "file type and preflight": detect_and_check,
    "words, boxes, fonts": words,
    "the same and structure": lambda file, _: structure(
        (layout := read_layout(file, 1, page_count(file))).pages, layout.bookmarks, lambda _text: is_known
    ),
    "all that the child does": child,
}


def seconds(step: Callable[[Path, Path], Any], files: list[Path], scratch: Path) -> float:
    step(files[0], scratch)
    began = time.process_time()
    for file in files:
        step(file, scratch)
    return time.process_time() - began


def whole(plans: Path, site: Path) -> float:
    """CPU seconds of taking in all files on a fresh site, children included, over those of an empty folder."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # the helper process outlives its parent and comes to us
    nothing = site.parent / "nothing"
    nothing.mkdir()
    link_language_data(site)
    for command in (["migrate"], ["load_organisations"], ["rebuild_search"]):
        manage(site, *command)
    empty = manage(site, "ingest_plans", str(nothing), "--no-ocr")
    return manage(site, "ingest_plans", str(plans), "--no-ocr") - empty


def manage(site: Path, *arguments: str) -> float:
    """Run a command of the site under `site`; gives the CPU seconds of it and of all that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "VAR_DIR": str(site), "DATABASE_URL": f"sqlite:///{site / 'site.sqlite3'}"}
    site.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
    )
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name: str, spent: float, pages: int) -> None:
    print(f"{name:34} {1000 * spent / pages:10.2f} {pages / max(spent, 0.001):12.0f}")

"""Every file ends in a state with a reason, and none harms the process that reads it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from extraction.reasons import ExtractionReason, ReasonCode
from extraction.types import Extraction, MediaType, TextState
from library_plans.importer.pipeline import ocr_installed, read_file
from tests.extraction import hostile, office

WALL = 80  # seconds, for any file


def read(path: Path, data: bytes, name: str = "plan.pdf") -> Extraction:
    """What is read from these bytes; the passages as a list."""
    file = path / name
    file.write_bytes(data)
    scratch = path / "scratch"
    scratch.mkdir()
    found = read_file(file, scratch, "sv", (), path / "ocr")
    return Extraction(
        found.state,
        found.reasons,
        found.reader_version,
        found.media_type,
        found.pages,
        tuple(found.passages),
        found.section_starts,
    )


def test_hidden_text_is_a_note_on_an_edition_with_text(tmp_path: Path) -> None:
    page = hostile.HTML_PAGE.replace(b"</main>", b"<p hidden>Dold arbetsnot.</p></main>")

    found = read(tmp_path, page)

    assert (found.state, found.reasons) == (TextState.TEXT, (ExtractionReason(ReasonCode.HIDDEN_TEXT),))
    assert "Dold" not in text_of(found)


def text_of(found: Extraction) -> str:
    return "\n".join(passage.text for passage in found.passages)


READABLE = {
    "plain": (hostile.pdf, MediaType.PDF),
    "owner password, AES 256": (hostile.locked, MediaType.PDF),
    "owner password, AES 128": (lambda: hostile.locked(revision=4), MediaType.PDF),
    "owner password, RC4": (lambda: hostile.locked(revision=3), MediaType.PDF),
    "JavaScript": (hostile.with_script, MediaType.PDF),
    "random font files": (hostile.with_random_fonts, MediaType.PDF),
    "huge sheet": (hostile.huge_sheet, MediaType.PDF),
    "wrong table of objects": (hostile.broken_table, MediaType.PDF),
    "junk before": (hostile.with_junk_before, MediaType.PDF),
    "objects in streams": (hostile.compressed, MediaType.PDF),
    "page as PDF": (lambda: hostile.HTML_PAGE, MediaType.HTML),
    "DOCX as PDF": (office.docx, MediaType.DOCX),
    "strict DOCX": (lambda: office.docx(strict=True), MediaType.DOCX),
    "template named DOCX": (lambda: office.docx(kind=office.TEMPLATE_TYPE), MediaType.DOCX),
    "ODT": (office.odt, MediaType.ODT),
    "flat ODT": (office.flat_odt, MediaType.ODT),
}


@pytest.mark.parametrize("name", READABLE)
def test_what_an_office_program_can_read_is_read(name: str, tmp_path: Path) -> None:
    make, media_type = READABLE[name]

    found = read(tmp_path, make())

    assert (found.state, found.reasons, found.media_type) == (TextState.TEXT, (), media_type)
    assert hostile.SENTENCES[0].rstrip(".") in " ".join(text_of(found).split())


LINES = (
    "Lists of goals",
    "Books and reading",
    "Open hours at weekends",
    "Staff and premises",
    "Who does what and when",
)
ENGLISH = (
    ("Heading", "Rubrik1"),
    ("The library is a place for all of us, and it is open to the public on every day of the week.", ""),
    *((line, "") for line in 2 * LINES),
)


def test_a_document_in_another_language_is_not_of_poor_quality(tmp_path: Path) -> None:
    found = read(tmp_path, office.docx("".join(office.paragraph(text, style) for text, style in ENGLISH)))

    assert (found.state, {passage.language for passage in found.passages}) == (TextState.TEXT, {"en"})


REFUSED: dict[str, tuple[Callable[[], bytes], TextState, ReasonCode]] = {
    "user password": (lambda: hostile.locked(user="hemligt"), TextState.PASSWORD, ReasonCode.LOCKED_FILE),
    "locked ODT": (office.locked_odt, TextState.PASSWORD, ReasonCode.LOCKED_FILE),
    "locked DOCX": (office.locked_word, TextState.PASSWORD, ReasonCode.LOCKED_DOCUMENT),
    "empty": (lambda: b"", TextState.DAMAGED, ReasonCode.EMPTY_FILE),
    "half": (hostile.half, TextState.DAMAGED, ReasonCode.BROKEN_PDF),
    "last 200 bytes cut": (hostile.cut, TextState.DAMAGED, ReasonCode.BROKEN_PDF),
    "PDF without its mark": (lambda: hostile.pdf()[9:], TextState.DAMAGED, ReasonCode.BROKEN_PDF),
    "half a DOCX": (lambda: office.docx()[:700], TextState.DAMAGED, ReasonCode.BROKEN_PACKAGE),
    "entities in DOCX": (office.docx_with_entities, TextState.DAMAGED, ReasonCode.ENTITY_DEFINITIONS),
    "entities in ODT": (office.odt_with_entities, TextState.DAMAGED, ReasonCode.ENTITY_DEFINITIONS),
    "random": (hostile.random_bytes, TextState.UNSUPPORTED, ReasonCode.UNKNOWN_FORMAT),
    "error page": (lambda: hostile.HTML_ERROR, TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN),
    "locked old Word": (office.locked_old_word, TextState.PASSWORD, ReasonCode.LOCKED_DOCUMENT),
    "old spreadsheet": (office.old_spreadsheet, TextState.UNSUPPORTED, ReasonCode.OTHER_OFFICE_FORMAT),
    "spreadsheet": (office.spreadsheet, TextState.UNSUPPORTED, ReasonCode.OTHER_OFFICE_FORMAT),
    "400,000 paragraphs": (
        lambda: b"<html lang=sv><title>Plan</title>" + 400_000 * b"<p>ab cd</p>",
        TextState.TOO_BIG,
        ReasonCode.TOO_MANY_PASSAGES,
    ),
    "2,100 pages": (hostile.many_pages, TextState.TOO_BIG, ReasonCode.TOO_MANY_PAGES),
}

EXHAUSTING: dict[str, Callable[[], bytes]] = {
    "swollen stream": hostile.swollen_stream,
    "many operators": hostile.many_operators,
    "swollen DOCX": office.docx_bomb,
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_unreadable_file_gets_a_state_and_a_reason(name: str, tmp_path: Path) -> None:
    make, state, code = REFUSED[name]
    data = make()
    began = time.monotonic()

    found = read(tmp_path, data)

    assert (found.state, [reason.code for reason in found.reasons]) == (state, [code])
    assert found.passages == ()
    assert time.monotonic() - began < WALL


@pytest.mark.parametrize("name", EXHAUSTING)
def test_a_file_that_exhausts_memory_or_time_is_stopped(name: str, tmp_path: Path) -> None:
    data = EXHAUSTING[name]()
    began = time.monotonic()

    found = read(tmp_path, data)

    assert found.state in {TextState.TOO_BIG, TextState.TIMEOUT}
    assert (len(found.reasons), found.passages) == (1, ())
    assert time.monotonic() - began < WALL


def test_a_scan_names_the_page_without_text(tmp_path: Path) -> None:
    found = read(tmp_path, hostile.scan_like())

    prospect = ReasonCode.OCR_PENDING if ocr_installed() else ReasonCode.OCR_NOT_INSTALLED
    assert found.state == TextState.NO_TEXT
    assert found.reasons == (ExtractionReason(ReasonCode.PAGES_WITHOUT_TEXT, ((1, 1),)), ExtractionReason(prospect))


def test_a_cyclic_page_tree_ends(tmp_path: Path) -> None:
    found = read(tmp_path, hostile.with_cycle())

    assert found.state in {TextState.TEXT, TextState.PARTIAL, TextState.DAMAGED, TextState.TOO_BIG}


def test_without_unicode_table_nothing_is_taken_for_good_text_that_is_not(tmp_path: Path) -> None:
    found = read(tmp_path, hostile.without_tounicode())

    good = hostile.SENTENCES[0] in " ".join(text_of(found).split())
    assert (found.state is TextState.TEXT) == good


MEASURE = """
import re, sys
from pathlib import Path
import django
django.setup()
from library_plans.importer.pipeline import ocr_installed, read_file
for number, file in enumerate(sys.argv[2:]):
    scratch = Path(sys.argv[1], str(number))
    scratch.mkdir()
    read_file(Path(file), scratch, "sv", (), scratch / "ocr")
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
def test_reading_a_long_document_takes_little_memory(tmp_path: Path) -> None:
    makers = (hostile.many_operators, hostile.swollen_stream, office.docx_bomb, office.docx_with_entities)
    for number, make in enumerate(makers):
        (tmp_path / f"{number}.file").write_bytes(make())
    script = tmp_path / "measure.py"
    script.write_text(f"def main():\n{textwrap.indent(MEASURE, '    ')}\nif __name__ == '__main__':\n    main()\n")
    files = sorted(str(file) for file in tmp_path.glob("*.file"))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": str(settings.BASE_DIR)}

    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), *files],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(done.stdout) < 250 * 1024  # kB

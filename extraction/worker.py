"""Jobs of the sandboxed child process: read a file, or some of its pages. Results are files, see `serialization`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from extraction import serialization
from extraction.extraction_status import MIN_LETTERS, extraction_status
from extraction.file_type import detect_media_type
from extraction.languages import DEFAULT, document_language, with_languages
from extraction.languages import MIN_LETTERS as MIN_PASSAGE
from extraction.layout import FileLayout, PageLayout
from extraction.passage_limits import check_passages
from extraction.preflight import check_file
from extraction.quality import quality_of
from extraction.readers import pdf
from extraction.readers.docx import read_docx
from extraction.readers.elements import DocumentContent
from extraction.readers.html import read_html
from extraction.readers.odt import read_odt
from extraction.reasons import ExtractionReason, ReasonCode, page_ranges
from extraction.sections import find_section_starts, passages_of
from extraction.structure import structure
from extraction.structure.dehyphenation import IsWord
from extraction.types import Extraction, MediaType, ReadPage, ReadPassage, TextState, Unreadable
from search.language import UNDETERMINED, detect_language, is_known

READER_VERSION = 3
PAGES_PER_CHILD = 50
READERS = {MediaType.DOCX: read_docx, MediaType.ODT: read_odt, MediaType.HTML: read_html}
CONVERTED_TYPES = (MediaType.DOC, MediaType.RTF)


def read_document(
    scratch: Path, file: str, language: str, section_starts: tuple[int, ...], ocr_folder: str, ocr_installed: bool
) -> None:
    """Read a whole file, or leave what must be known to read it in steps.

    That is its number of pages in `pages.txt`, when it is to be read in parts, or its media type in `media-type.txt`,
    when it is to be converted first.

    Args:
        scratch: Where the result goes.
        file: Path of the document.
        language: BCP 47, of the document.
        section_starts: As stored at the first reading; empty when there was none.
        ocr_folder: Holds the pages that were read by OCR before.
        ocr_installed: Whether pages without text can be read later; decides the reason only.
    """
    path = Path(file)
    media_type: MediaType | None = None
    try:
        with path.open("rb") as opened:
            media_type = detect_media_type(opened)
        check_file(path, media_type)
        if media_type in CONVERTED_TYPES:
            (scratch / "media-type.txt").write_text(media_type)
            return
        if media_type is MediaType.PDF:
            pages = pdf.page_count(path)
            if pages > PAGES_PER_CHILD:
                (scratch / "pages.txt").write_text(str(pages))
                return
            extraction = _extract_pdf(pdf.read_layout(path, 1, pages), language, Path(ocr_folder), ocr_installed)
        else:
            extraction = _extract_content(READERS[media_type](path), media_type, language, section_starts)
    except Unreadable as error:
        extraction = Extraction(error.state, (error.reason,), READER_VERSION, media_type or "")
    serialization.write_extraction(scratch, extraction)


def read_converted(
    scratch: Path, file: str, media_type: MediaType, language: str, section_starts: tuple[int, ...]
) -> None:
    """Read a document that was converted to DOCX from `media_type`."""
    path = Path(file)
    try:
        check_file(path, MediaType.DOCX)
        extraction = _extract_content(read_docx(path), media_type, language, section_starts)
    except Unreadable as error:
        extraction = Extraction(error.state, (error.reason,), READER_VERSION, media_type)
    serialization.write_extraction(scratch, extraction)


def read_page_range(scratch: Path, file: str, first: int, last: int) -> None:
    """Find the words of some pages of a PDF, counted from 1, both included."""
    serialization.write_layout(scratch / f"part-{first:05}.json", pdf.read_layout(Path(file), first, last))


def structure_parts(scratch: Path, pages: int, language: str, ocr_folder: str, ocr_installed: bool) -> None:
    """Structure a PDF that was read in parts; pages that no part holds are failed."""
    found: dict[int, PageLayout] = {}
    layout = FileLayout([])
    for path in sorted(scratch.glob("part-*.json")):
        part = serialization.read_layout(path)
        found.update({page.number: page for page in part.pages})
        layout.bookmarks += part.bookmarks
        layout.language = layout.language or part.language
    layout.pages = [found.get(number) or PageLayout(number, 0, 0, failed=True) for number in range(1, pages + 1)]
    try:
        extraction = _extract_pdf(layout, language, Path(ocr_folder), ocr_installed)
    except Unreadable as error:
        extraction = Extraction(error.state, (error.reason,), READER_VERSION, MediaType.PDF)
    serialization.write_extraction(scratch, extraction)


def _extract_content(
    content: DocumentContent, media_type: MediaType, language: str, section_starts: tuple[int, ...]
) -> Extraction:
    section_starts = section_starts or find_section_starts(content.elements)
    whole = passages_of(content.elements, section_starts)
    check_passages(whole)
    main = document_language([passage.text for passage in whole], language)
    declared = [passage.language or _declared(language) for passage in whole]
    passages = with_languages(whole, declared, main)
    by_page = _by_page(passages)
    numbers = range(1, len(section_starts) + 1)
    # These formats hold Unicode: no font can garble their text.
    pages = tuple(ReadPage(number, TextState.TEXT if number in by_page else TextState.NO_TEXT) for number in numbers)
    if not passages:
        return Extraction(TextState.NO_TEXT, (ExtractionReason(ReasonCode.NO_TEXT),), READER_VERSION, media_type)
    letters = sum(len(passage.text) for passage in passages)
    state, reasons = extraction_status(pages, frozenset(), letters, False)
    if content.hides_text:
        reasons += (ExtractionReason(ReasonCode.HIDDEN_TEXT),)
    return Extraction(state, reasons, READER_VERSION, media_type, pages, passages, section_starts)


def _extract_pdf(layout: FileLayout, language: str, ocr_folder: Path, ocr_installed: bool) -> Extraction:
    if not layout.pages or all(page.failed for page in layout.pages):
        return Extraction(
            TextState.DAMAGED, (ExtractionReason(ReasonCode.NO_READABLE_PAGES),), READER_VERSION, MediaType.PDF
        )
    from_ocr = {page.number: page for page in _ocr_pages(ocr_folder, layout.pages)}
    pages = [from_ocr.get(page.number, page) for page in layout.pages]
    main = document_language(
        [word.text for page in pages for word in page.words], _declared(language) or layout.language or language
    )
    passages, labels = structure(pages, layout.bookmarks, partial(_dictionary, main=main))
    check_passages(passages)
    detected = with_languages(passages, [_declared(language)] * len(passages), main)
    return _build_extraction(layout.pages, detected, labels, frozenset(from_ocr), ocr_installed)


def _declared(language: str) -> str:
    """What the register says of an edition's language; Swedish is what it says when nobody has said anything."""
    return language if language != DEFAULT else ""


def _dictionary(text: str, main: str) -> IsWord:
    """What is a word in the language of a paragraph: where there is no dictionary, whatever a line end breaks."""
    found = detect_language(text) if len(text) >= MIN_PASSAGE else main
    return is_known if found in (DEFAULT, UNDETERMINED) else lambda _word: True


def _ocr_pages(folder: Path, pages: Iterable[PageLayout]) -> Iterable[PageLayout]:
    for page in pages:
        kept = folder / f"{page.number}.json"
        if kept.exists():
            yield from serialization.read_layout(kept).pages


def _build_extraction(
    pages: list[PageLayout],
    detected: tuple[ReadPassage, ...],
    labels: list[str],
    from_ocr: frozenset[int],
    ocr_installed: bool,
) -> Extraction:
    by_page = _by_page(detected)
    read_pages = tuple(
        ReadPage(
            page.number,
            _state(page, by_page.get(page.number, []), page.number in from_ocr),
            page.label or (label if label != str(page.number) else ""),
            round(page.width, 1),
            round(page.height, 1),
        )
        for page, label in zip(pages, labels, strict=True)
    )
    blank = frozenset(
        page.number
        for page in pages
        if not page.failed and page.number not in by_page and (not page.has_graphics or page.number in from_ocr)
    )
    letters = sum(len(passage.text) for passage in detected)
    state, reasons = extraction_status(read_pages, blank, letters, ocr_installed)
    if hidden := page_ranges(page.number for page in pages if page.has_hidden_text):
        reasons += (ExtractionReason(ReasonCode.HIDDEN_TEXT_ON_PAGES, hidden),)
    return Extraction(state, reasons, READER_VERSION, MediaType.PDF, read_pages, detected)


def _by_page(passages: Iterable[ReadPassage]) -> dict[int, list[ReadPassage]]:
    by_page: dict[int, list[ReadPassage]] = {}
    for passage in passages:
        by_page.setdefault(passage.page, []).append(passage)
    return by_page


def _state(page: PageLayout, passages: list[ReadPassage], from_ocr: bool) -> TextState:
    """The dictionary is asked only where most of the page is Swedish."""
    if page.failed:
        return TextState.DAMAGED
    letters = sum(len(passage.text) for passage in passages)
    if not letters or (letters < MIN_LETTERS and page.has_graphics and not from_ocr):
        return TextState.NO_TEXT
    swedish = [passage.text for passage in passages if passage.language == "sv"]
    is_swedish = 2 * sum(map(len, swedish)) > letters
    judged = swedish if is_swedish else [passage.text for passage in passages]
    if not quality_of(judged, is_known).is_text(is_swedish):
        return TextState.POOR
    return TextState.OCR if from_ocr else TextState.TEXT

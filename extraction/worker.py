"""What runs in a limited child: reading one file, or some pages of it. Results are files, see `ingest.wire`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extraction import serialization
from extraction.extraction_status import MIN_LETTERS, extraction_status
from extraction.file_type import sniff
from extraction.layout import FileLayout, PageLayout
from extraction.preflight import check
from extraction.quality import quality_of
from extraction.readers import pdf
from extraction.readers.docx import read_docx
from extraction.readers.elements import Piece
from extraction.readers.html import read_html
from extraction.readers.odt import read_odt
from extraction.reasons import Reason, ReasonCode
from extraction.sections import borders_of, passages_of
from extraction.structure import structure
from extraction.types import Extraction, MediaType, ReadPage, ReadPassage, TextState, Unreadable
from search.language import guess_language, is_known

READER_VERSION = 2
PAGES_AT_ONCE = 50
GUESS_FROM = 80  # characters: shorter passages are in the language of the document
GUESS_ALL_BY = 20_000  # characters: the language of a document shows in its first pages
PIECES = {MediaType.DOCX: read_docx, MediaType.ODT: read_odt, MediaType.HTML: read_html}

is_known("bibliotek")  # loads the dictionary once, for all children


def read(scratch: Path, file: str, language: str, borders: tuple[int, ...], pictures_read: str, ocr: bool) -> None:
    """Read a whole file, or leave only its number of pages in `pages.txt` when it is to be read in parts.

    Args:
        scratch: Where the result goes.
        file: Path of the document.
        language: BCP 47, of the document.
        borders: Of the sections as they were at the first reading; empty when there was none.
        pictures_read: Folder with pages that were read from their pictures.
        ocr: Whether pages without text can be read here; decides the sentence only.
    """
    path = Path(file)
    media_type: MediaType | None = None
    try:
        with path.open("rb") as opened:
            media_type = sniff(opened)
        check(path, media_type)
        if media_type is MediaType.PDF:
            pages = pdf.page_count(path)
            if pages > PAGES_AT_ONCE:
                (scratch / "pages.txt").write_text(str(pages))
                return
            extraction = _understand(pdf.read_layout(path, 1, pages), language, Path(pictures_read), ocr)
        else:
            extraction = _understand_pieces(PIECES[media_type](path), media_type, language, borders)
    except Unreadable as error:
        extraction = Extraction(error.state, (error.reason,), READER_VERSION, media_type or "")
    serialization.write_extraction(scratch, extraction)


def read_part(scratch: Path, file: str, first: int, last: int) -> None:
    """Find the words of some pages of a PDF, counted from 1, both included."""
    serialization.write_layout(scratch / f"part-{first:05}.json", pdf.read_layout(Path(file), first, last))


def understand_parts(scratch: Path, pages: int, language: str, pictures_read: str, ocr: bool) -> None:
    """Make passages of the parts of a PDF; pages that no part holds are failed."""
    found: dict[int, PageLayout] = {}
    layout = FileLayout([])
    for path in sorted(scratch.glob("part-*.json")):
        part = serialization.read_layout(path)
        found.update({page.number: page for page in part.pages})
        layout.marks += part.marks
    layout.pages = [found.get(number) or PageLayout(number, 0, 0, failed=True) for number in range(1, pages + 1)]
    serialization.write_extraction(scratch, _understand(layout, language, Path(pictures_read), ocr))


def _understand_pieces(
    pieces: list[Piece], media_type: MediaType, language: str, borders: tuple[int, ...]
) -> Extraction:
    borders = borders or borders_of(pieces)
    passages, language = _with_languages(passages_of(pieces, borders), language)
    by_page = _by_page(passages)
    numbers = range(1, len(borders) + 1)
    states = {number: _state(PageLayout(number, 0, 0), by_page.get(number, []), False, language) for number in numbers}
    pages = tuple(ReadPage(number, state) for number, state in states.items())
    if not passages:
        return Extraction(TextState.NO_TEXT, (Reason(ReasonCode.NO_TEXT),), READER_VERSION, media_type)
    letters = sum(len(passage.text) for passage in passages)
    state, reasons = extraction_status(pages, frozenset(), letters, False)
    return Extraction(state, reasons, READER_VERSION, media_type, pages, passages, borders)


def _understand(layout: FileLayout, language: str, pictures_read: Path, ocr: bool) -> Extraction:
    if not layout.pages or all(page.failed for page in layout.pages):
        return Extraction(TextState.DAMAGED, (Reason(ReasonCode.NO_READABLE_PAGES),), READER_VERSION, MediaType.PDF)
    from_pictures = {page.number: page for page in _read_before(pictures_read, layout.pages)}
    pages = [from_pictures.get(page.number, page) for page in layout.pages]
    passages, labels = structure(pages, layout.marks, is_known)
    return _judged(layout.pages, passages, labels, frozenset(from_pictures), language, ocr)


def _read_before(folder: Path, pages: Iterable[PageLayout]) -> Iterable[PageLayout]:
    for page in pages:
        kept = folder / f"{page.number}.json"
        if kept.exists():
            yield from serialization.read_layout(kept).pages


def _judged(
    pages: list[PageLayout],
    passages: list[ReadPassage],
    labels: list[str],
    from_pictures: frozenset[int],
    language: str,
    ocr: bool,
) -> Extraction:
    spoken, language = _with_languages(passages, language)
    by_page = _by_page(spoken)
    read = tuple(
        ReadPage(
            page.number,
            _state(page, by_page.get(page.number, []), page.number in from_pictures, language),
            page.label or (label if label != str(page.number) else ""),
            round(page.width, 1),
            round(page.height, 1),
        )
        for page, label in zip(pages, labels, strict=True)
    )
    blank = frozenset(
        page.number
        for page in pages
        if not page.failed and page.number not in by_page and (not page.pictures or page.number in from_pictures)
    )
    letters = sum(len(passage.text) for passage in spoken)
    state, reasons = extraction_status(read, blank, letters, ocr)
    return Extraction(state, reasons, READER_VERSION, MediaType.PDF, read, spoken)


def _by_page(passages: Iterable[ReadPassage]) -> dict[int, list[ReadPassage]]:
    by_page: dict[int, list[ReadPassage]] = {}
    for passage in passages:
        by_page.setdefault(passage.page, []).append(passage)
    return by_page


def _state(page: PageLayout, passages: list[ReadPassage], from_picture: bool, language: str) -> TextState:
    """Only documents in Swedish are judged by the dictionary, and only where most of the page is Swedish."""
    if page.failed:
        return TextState.DAMAGED
    letters = sum(len(passage.text) for passage in passages)
    if not letters or (letters < MIN_LETTERS and page.pictures and not from_picture):
        return TextState.NO_TEXT
    swedish = [passage.text for passage in passages if passage.language == "sv"]
    is_swedish = language == "sv" and 2 * sum(map(len, swedish)) > letters
    if is_swedish and not quality_of(swedish, is_known).is_text:
        return TextState.POOR
    return TextState.OCR if from_picture else TextState.TEXT


def _with_languages(passages: Iterable[ReadPassage], language: str) -> tuple[tuple[ReadPassage, ...], str]:
    """The passages each in its language, and the language of the whole, which short ones are in.

    What is said to be Swedish is asked by its words: others' files come in without anyone saying more.
    """
    found = tuple(passages)
    if language != "sv":
        return tuple(_in_language(passage, language) for passage in found), language
    main = guess_language(" ".join(passage.text for passage in found)[:GUESS_ALL_BY])
    spoken = (main if len(passage.text) < GUESS_FROM else guess_language(passage.text) for passage in found)
    return tuple(map(_in_language, found, spoken)), main


def _in_language(passage: ReadPassage, spoken: str) -> ReadPassage:
    if spoken == passage.language:
        return passage
    return ReadPassage(
        passage.page, passage.kind, passage.text, passage.heading_path, passage.level, spoken, passage.boxes
    )

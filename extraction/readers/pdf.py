"""Reader of the text layer of a PDF, with the box of each word. Runs only in the sandboxed child process."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from extraction.layout import FileLayout, PageLayout
from extraction.readers.pdf_annotations import load_page
from extraction.readers.pdf_bookmarks import read_bookmarks
from extraction.readers.pdf_layers import without_hidden_layers
from extraction.readers.pdf_words import PageTransform, read_words
from extraction.readers.pdf_wrappers import check_wrapper
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MIN_WORDS = 20  # with fewer, a page may be a picture


LOAD_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: ReasonCode.LOCKED_FILE,
    pdfium.FPDF_ERR_SECURITY: ReasonCode.UNSUPPORTED_ENCRYPTION,
}


@contextmanager
def open_pdf(path: Path, content: bytes | None = None) -> Iterator[Any]:
    """A document of pdfium: a file, or its `content` after a change.

    Raises:
        Unreadable: Locked or damaged.
    """
    pdfium.FPDF_InitLibrary()
    if content is None:
        document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
    else:
        document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        locked = LOAD_ERRORS.get(pdfium.FPDF_GetLastError())
        raise (
            Unreadable(TextState.PASSWORD, locked) if locked else Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_PDF)
        )
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(path: Path) -> int:
    """How many pages pdfium can see.

    Raises:
        Unreadable: Locked or damaged.
    """
    with open_pdf(path) as document:
        return pdfium.FPDF_GetPageCount(document)


def read_layout(path: Path, first: int, last: int) -> FileLayout:
    """The words of the pages from `first` to `last`, both included, counted from 1 in the file, and the bookmarks.

    Sides are in points (1/72 inch) from the upper left corner of the page as shown, CropBox and
    rotation included. A page that pdfium cannot load comes back as failed.

    Raises:
        Unreadable: Locked or damaged, or a message stands in the place of a plan.

    Source:
        Coordinates: ISO 32000-1:2008, 8.3.2 and 14.11.2, turned upside down.
    """
    content, changed = without_hidden_layers(path, first, last)
    with open_pdf(path, content) as document:
        pages = [_read_page(document, number) for number in range(first, last + 1)]
        for page in pages:
            page.has_hidden_text |= page.number in changed
        if len(pages) == pdfium.FPDF_GetPageCount(document):  # no file that is read in parts is a mere wrapper
            check_wrapper(path, pages)
        return FileLayout(pages, read_bookmarks(document) if first == 1 else [], _language(document))


def _read_page(document: Any, number: int) -> PageLayout:
    page, typed = load_page(document, number)
    if not page:
        return PageLayout(number, 0, 0, failed=True)
    try:
        transform = PageTransform(page)
        layout = PageLayout(number, transform.width, transform.height, _label(document, number))
        text_page = pdfium.FPDFText_LoadPage(page)
        if text_page:
            try:
                layout.words, layout.has_hidden_text = read_words(page, text_page, transform)
            finally:
                pdfium.FPDFText_ClosePage(text_page)
        first = max((word.line for word in layout.words), default=-1) + 1
        layout.words += [word._replace(line=first + word.line) for word in typed]
        if len(layout.words) < MIN_WORDS:
            layout.has_graphics = _has_graphics(page)
        return layout
    finally:
        pdfium.FPDF_ClosePage(page)


def _language(document: Any) -> str:
    """The language that the file declares, without region: "sv-SE" is sv."""
    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length <= 40:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, length)
    code = bytes(buffer)[: length - 2].decode("utf-16-le", errors="ignore").partition("-")[0].lower()
    return code if 2 <= len(code) <= 3 and code.isalpha() else ""


def _label(document: Any, number: int) -> str:
    length = pdfium.FPDF_GetPageLabel(document, number - 1, None, 0)
    if not 2 < length <= 42:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetPageLabel(document, number - 1, buffer, length)
    label = buffer.raw[: length - 2].decode("utf-16-le", errors="ignore").strip()
    return "" if label == str(number) else label[:20]


def _has_graphics(page: Any) -> bool:
    """Whether a picture, or many lines that may be letters, stand on the page."""
    objects = min(pdfium.FPDFPage_CountObjects(page), 500)
    kinds = [pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(objects)]
    wholes = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    return any(kind in wholes for kind in kinds) or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > 100

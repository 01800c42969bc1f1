"""What is typed, stamped or filled in on a PDF page beside its own content. Only in the sandboxed child process."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extraction.layout import Word
from extraction.readers.pdf_words import PageTransform

MAX_ANNOTATIONS = 5_000
MAX_LETTERS = 20_000  # of one annotation
SIZE = 10.0  # points, of text whose own size is not told
HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
# What stands on the page for everybody; comments (Text, Popup) and marks on words do not.
ON_PAGE = (
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_REDACT,
)
TEXT_KEYS = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}


def load_page(document: Any, number: int) -> tuple[Any, list[Word]]:
    """A page, counted from 1, with its annotations drawn on it, and the words of those that have no drawing.

    pdfium keeps annotations apart from the page's own text. None for a page that cannot be loaded.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None, []
    words, is_drawn = _read_annotations(page, PageTransform(page))
    if is_drawn and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, number - 1)
    return page, words


def _read_annotations(page: Any, transform: PageTransform) -> tuple[list[Word], bool]:
    words: list[Word] = []
    is_drawn = False
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind not in ON_PAGE or pdfium.FPDFAnnot_GetFlags(annotation) & HIDDEN:
                continue
            if pdfium.FPDFAnnot_HasKey(annotation, b"AP"):
                is_drawn = True
            elif kind in TEXT_KEYS:
                first = words[-1].line + 1 if words else 0
                typed = _typed_words(_string(annotation, TEXT_KEYS[kind]), annotation, transform)
                words += [word._replace(line=first + word.line) for word in typed]
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return words, is_drawn


def _string(annotation: Any, key: bytes) -> str:
    length = min(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * MAX_LETTERS)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", errors="ignore")


def _typed_words(text: str, annotation: Any, transform: PageTransform) -> Iterator[Word]:
    """The words of a text as a viewer would draw it: from the upper left corner of its box, line by line."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    one, other = transform.point(box.left, box.bottom), transform.point(box.right, box.top)
    lines = text.splitlines()
    left, top = min(one[0], other[0]), min(one[1], other[1])
    height = max(abs(one[1] - other[1]) / max(1, len(lines)), 1.0)
    size = min(SIZE, round(0.8 * height, 1))
    for number, line in enumerate(lines):
        at = 0
        for word in line.split():
            at = line.index(word, at)
            x, y = left + 0.5 * size * at, top + number * height
            at += len(word)
            yield Word(word, x, y, left + 0.5 * size * at, y + size, y + size, number, size, bold=False)

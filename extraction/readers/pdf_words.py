"""The words of a PDF page with their boxes and fonts. Runs only in the sandboxed child process."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from extraction.layout import Word
from extraction.readers.pdf_visibility import WordVisibility
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_CHARACTERS = 200_000  # a page of a thick lawbook has 6,000
BOLD_WEIGHT = 600
# A word ends at white space, and where pdfium itself has joined a word over a line end (U+FFFE, U+0002).
WORD = re.compile("[^\\s\x00\x02\ufffe\u200b]+")
BROKEN = ("\x02", "\ufffe")
# "bibliotekslagen1" where the digit may be the mark of a note, "m2" where it belongs to the unit
RAISED = re.compile(r"^(.*?)(\d{1,3}(?:[,–-]\d{1,3})*)([.,;:)!?\"”]*)$")
UNITS = {"m", "mm", "cm", "dm", "km", "hm"}
TO_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALLER = 0.85  # times the size of the word
HIGHER = 0.1  # times the size of the word
BOLD_NAME = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)


class PageTransform:
    """Transforms coordinates of the page to those of the page as shown."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.rotation = pdfium.FPDFPage_GetRotation(page)
        self.left, self.bottom = min(box.left, box.right), min(box.top, box.bottom)
        self.right, self.top = max(box.left, box.right), max(box.top, box.bottom)
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.rotation % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def read_words(page: Any, text_page: Any, transform: PageTransform) -> tuple[list[Word], bool]:
    """The words that can be seen on a page, in the order of the file, and whether it has others."""
    text, count = _text(text_page)
    aligned = len(text) == count
    measure = _WordMeasure(text_page, transform)
    visibility = WordVisibility(page, text_page, transform.width, transform.height)
    words: list[Word] = []
    line, at, has_hidden = 0, 0, False
    for match in WORD.finditer(text):
        start, end = match.span()
        between = text[at:start]
        if "\n" in between or "\r" in between or (between and between[0] in BROKEN):
            line += 1
        at = end
        if not aligned:
            start = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, start)
            last = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, end - 1)
            if start < 0 or last < start:
                continue
        else:
            last = end - 1
        word = measure.word(match[0], start, last, line, text[end : end + 1] in BROKEN and end < len(text))
        if word and visibility.is_shown(word, start):
            words.append(word)
        elif word:
            has_hidden = True
    return words, has_hidden


def _text(text_page: Any) -> tuple[str, int]:
    """The text in UTF-16 units, so that an index is an index of pdfium's, and the number of characters."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MAX_CHARACTERS:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.CROWDED_PAGE)
    if count <= 0:
        return "", 0
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace"), count


class _WordMeasure:
    """Boxes and fonts of runs of characters; the C values are allocated once and filled again."""

    def __init__(self, text_page: Any, transform: PageTransform) -> None:
        self.text_page = text_page
        self.transform = transform
        self.sides = [ctypes.c_double() for _ in range(4)]
        self.refs = [ctypes.byref(side) for side in self.sides]
        self.matrix = pdfium.FS_MATRIX()
        self.name = ctypes.create_string_buffer(128)
        self.flags = ctypes.c_int()
        self.line = -1
        self.after_bullet = False
        self.size = 0.0
        self.bold = False

    def word(self, text: str, start: int, last: int, line: int, broken: bool) -> Word | None:
        box = self._box(start, last - start + 1)
        if box is None:
            return None
        text = self._without_note_mark(text, start, last)
        left, top, right, bottom = box
        # A line that begins bold may go on in plain ("2 § Inventeringen ska"), so there each word is asked.
        if line != self.line or self.after_bullet or self.bold:
            self._read_font(start, bottom - top)
            self.after_bullet = line != self.line and len(text) <= 2  # bullets have a font of their own
            self.line = line
        return Word(text, left, top, right, bottom, self._baseline(start, bottom), line, self.size, self.bold, broken)

    def _without_note_mark(self, text: str, start: int, last: int) -> str:
        """A word without the raised number behind it; "m²" keeps it, and so does a number."""
        match = RAISED.match(text)
        if not match or not match[1] or len(text) != last - start + 1:
            return text
        before, mark, after = match.groups()
        if not self._is_raised(start, start + len(before)):
            return text
        if before[-1].isdigit() or before.lower() in UNITS:
            return before + mark.translate(TO_SUPERSCRIPT) + after
        return before + after

    def _is_raised(self, start: int, mark: int) -> bool:
        size, size_of_mark = self._size(start), self._size(mark)
        baseline, baseline_of_mark = self._baseline(start, 0), self._baseline(mark, 0)
        return size_of_mark < SMALLER * size and baseline_of_mark < baseline - HIGHER * size

    def _size(self, index: int) -> float:
        size: float = pdfium.FPDFText_GetFontSize(self.text_page, index)
        if pdfium.FPDFText_GetMatrix(self.text_page, index, self.matrix):
            size *= max(abs(self.matrix.d), abs(self.matrix.b))
        return size

    def _box(self, start: int, count: int) -> tuple[float, float, float, float] | None:
        """Around all characters of the run, or None when none of it is shown."""
        rects = pdfium.FPDFText_CountRects(self.text_page, start, count)
        if rects <= 0:
            return None
        left, top, right, bottom = self.sides
        pdfium.FPDFText_GetRect(self.text_page, 0, *self.refs)
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        for index in range(1, rects):
            pdfium.FPDFText_GetRect(self.text_page, index, *self.refs)
            x0, x1 = min(x0, left.value), max(x1, right.value)
            y0, y1 = min(y0, bottom.value), max(y1, top.value)
        ax, ay = self.transform.point(x0, y0)
        bx, by = self.transform.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _baseline(self, start: int, otherwise: float) -> float:
        x, y = self.sides[:2]
        if not pdfium.FPDFText_GetCharOrigin(self.text_page, start, self.refs[0], self.refs[1]):
            return otherwise
        return self.transform.point(x.value, y.value)[1]

    def _read_font(self, start: int, height: float) -> None:
        size = self._size(start)
        self.size = round(size, 1) if 0.5 < size < 500 else round(height * 1.3, 1)
        self.bold = self._is_bold(start)

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self.text_page, index) >= BOLD_WEIGHT:
            return True
        length = pdfium.FPDFText_GetFontInfo(self.text_page, index, self.name, 128, ctypes.byref(self.flags))
        return bool(0 < length <= 128 and BOLD_NAME.search(self.name.raw[:length]))

"""The text layer of a PDF as words with boxes, by pdfium. Runs in the limited child of `ingest.sandbox`.

A call into pdfium costs about half a microsecond, so a character is asked for twice (letter, box) and a line once
(size, weight, angle); everything else is arithmetic.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from library_plans.ingest.check import check_pages, check_pdf
from library_plans.ingest.types import TextState, Unreadable

MAX_CHARACTERS = 200_000  # on one page; a poster of small print has 30,000
MAX_OBJECTS = 20_000  # drawn shapes looked at on one page
THIN = 3.0  # points: a shape thinner than this is a rule
CELL_GAP = 0.9  # of the line's height: a wider gap within a line starts a new piece (column, table cell)
LOST_SPACE = 0.3  # of the line's height: a gap that is a space even when none was written
HYPHENS = {0x02: "-", 0xFFFE: "-", 0xFFFF: "-"}  # what pdfium puts for a hyphen at a line end
BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF02D: "–", 0xF06F: "•", 0xF0FC: "•", 0xF076: "•", 0xF0A8: "•"}
FORCE_BOLD = 1 << 18  # ISO 32000-1, table 123

Box = tuple[float, float, float, float]


def read(path: str, first: int = 0, count: int = 50) -> dict[str, Any]:
    """Pages `first` to `first + count` (from 0) of a PDF, with the number of all pages and the outline.

    Boxes and sizes are in points from the upper left corner of the page as shown, rotation and CropBox included
    (ISO 32000-1:2008, 8.3.2, turned upside down).

    Raises:
        Unreadable: A user password, too many pages, or nothing that pdfium can load.
    """
    data = mended(Path(path).read_bytes())
    if first == 0:
        check_pdf(data)
    with closing(open_document(data)) as document:
        total = len(document)
        check_pages(total)
        if total == 0:
            raise Unreadable(TextState.DAMAGED, "Filen är skadad: den har inga sidor.")
        pages = [read_page(document, index) for index in range(first, min(first + count, total))]
        return {"total": total, "outline": read_outline(document) if first == 0 else [], "pages": pages}


def mended(data: bytes) -> bytes:
    """The file with its header where pdfium looks for it: within the first 1,024 bytes."""
    at = data.find(b"%PDF-", 0, 64 * 1024)
    if at < 0:
        return b"%PDF-1.4\n" + data
    return data[at:] if at > 1000 else data


def open_document(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(TextState.PASSWORD, "Filen är låst med ett lösenord.") from None
        if "security" in str(error).lower():
            raise Unreadable(TextState.PASSWORD, "Filen är låst på ett sätt som inte kan läsas.") from None
        raise Unreadable(TextState.DAMAGED, "Filen är skadad och kan inte öppnas som PDF.") from None


def read_outline(document: pdfium.PdfDocument) -> list[list[Any]]:
    """Bookmarks as [level from 1, page from 1 or 0, title], at most 2,000."""
    entries: list[list[Any]] = []
    try:
        for bookmark in document.get_toc(max_depth=8):
            destination = bookmark.get_dest()
            index = destination.get_index() if destination else None
            entries.append([bookmark.level + 1, 0 if index is None else index + 1, bookmark.get_title()])
            if len(entries) >= 2000:
                break
    except pdfium.PdfiumError:
        pass
    return entries


def read_page(document: pdfium.PdfDocument, index: int) -> dict[str, Any]:
    """One page. One that pdfium cannot load is told as broken, and the others are read all the same."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return {"number": index + 1, "broken": True, "width": 0, "height": 0, "lines": [], "rules": [], "image": 0}
    with closing(page):
        frame = Frame(page)
        rules, image = read_shapes(page, frame)
        return {
            "number": index + 1,
            "label": document.get_page_label(index) or "",
            "width": round(frame.width, 2),
            "height": round(frame.height, 2),
            "lines": read_lines(page, frame),
            "rules": rules,
            "image": image,
        }


class Frame:
    """Turns pdfium's coordinates (from the lower left of the sheet) to those of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        rect = c.FS_RECTF()
        if not c.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
            rect.left, rect.bottom, rect.right, rect.top = 0, 0, *page.get_size()
        self.left, self.right = sorted((rect.left, rect.right))
        self.bottom, self.top = sorted((rect.bottom, rect.top))
        self.turn = page.get_rotation() // 90 % 4
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if self.turn % 2 else (wide, high)

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Left, top, right, bottom on the page as shown."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def read_shapes(page: pdfium.PdfPage, frame: Frame) -> tuple[list[list[float]], float]:
    """Straight rules as [left, top, right, bottom], and the share of the page (0 to 1) that the largest image covers."""
    rules: list[list[float]] = []
    image = 0.0
    area = max(frame.width * frame.height, 1.0)
    sides = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(side) for side in sides]
    for number in range(min(c.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        shape = c.FPDFPage_GetObject(page, number)
        kind = c.FPDFPageObj_GetType(shape)
        if kind not in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_FORM):
            continue
        if not c.FPDFPageObj_GetBounds(shape, *refs):
            continue
        left, top, right, bottom = frame.shown(*(side.value for side in sides))
        if kind == c.FPDF_PAGEOBJ_PATH:
            rules += edges(left, top, right, bottom)
        else:
            within = max(0.0, min(right, frame.width) - max(left, 0)) * max(0.0, min(bottom, frame.height) - max(top, 0))
            image = max(image, within / area)
    return rules[:MAX_OBJECTS], round(image, 3)


def edges(left: float, top: float, right: float, bottom: float) -> list[list[float]]:
    """The rule that a thin shape is, or the four sides of a box."""
    thin_x, thin_y = right - left < THIN, bottom - top < THIN
    if thin_x and thin_y:
        return []
    if thin_x or thin_y:
        return [[left, top, right, bottom]]
    return [[left, top, right, top], [left, bottom, right, bottom], [left, top, left, bottom], [right, top, right, bottom]]


def read_lines(page: pdfium.PdfPage, frame: Frame) -> list[list[Any]]:
    """Pieces of lines as [size, bold, turn, words], a word as [text, left, top, right, bottom].

    `turn` is how many quarters clockwise the writing runs on the page as shown.
    """
    with closing(page.get_textpage()) as textpage:
        raw = textpage.raw
        count = c.FPDFText_CountChars(raw)
        if count > MAX_CHARACTERS:
            raise Unreadable(TextState.TOO_BIG, "En sida innehåller mer text än vad som kan läsas.")
        letters = [c.FPDFText_GetUnicode(raw, at) for at in range(count)]
        lines: list[list[Any]] = []
        start = 0
        for at in range(count + 1):
            if at == count or letters[at] in (0x0A, 0x0D):
                if at > start:
                    lines += read_line(raw, letters, start, at, frame)
                start = at + 1
        return lines


def read_line(raw: Any, letters: list[int], start: int, end: int, frame: Frame) -> list[list[Any]]:
    """The pieces of what pdfium takes for one line: cut where the writing jumps."""
    while start < end and letters[start] in (0x20, 0xA0, 0x09):
        start += 1
    if start == end:
        return []
    turn = (round(c.FPDFText_GetCharAngle(raw, start) / (math.pi / 2)) + frame.turn) % 4
    rect = c.FS_RECTF()
    ref = ctypes.byref(rect)
    box_of = c.FPDFText_GetLooseCharBox
    pieces: list[tuple[int, list[list[Any]]]] = []
    words: list[list[Any]] = []
    word: list[Any] | None = None
    last: Box | None = None
    for at in range(start, end):
        code = letters[at]
        if code in (0x20, 0xA0, 0x09, 0x3000, 0):
            word = None
            continue
        letter = letter_of(code)
        if not letter or not box_of(raw, at, ref):
            continue
        box = frame.shown(rect.left, rect.bottom, rect.right, rect.top)
        gap, jump = distance(last, box, turn) if last else (0.0, False)
        if last is None or jump or gap > CELL_GAP:
            words, word = [], None
            pieces.append((at, words))
        if word is None or gap > LOST_SPACE:
            word = [letter, *box]
            words.append(word)
        else:
            extend(word, letter, box)
        last = box
    return [[*style(raw, at), turn, [finished(word) for word in found]] for at, found in pieces]


def letter_of(code: int) -> str:
    """The letter behind a code, or nothing for what is no letter."""
    if code in HYPHENS:
        return HYPHENS[code]
    if code in BULLETS:
        return BULLETS[code]
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return chr(code)


def distance(last: Box, box: Box, turn: int) -> tuple[float, bool]:
    """The gap between two letters in heights of the line, and whether the second stands on another line."""
    if turn % 2:
        high = max(last[2] - last[0], box[2] - box[0], 1.0)
        gap = box[1] - last[3] if turn == 1 else last[1] - box[3]
        jump = min(last[2], box[2]) - max(last[0], box[0]) < 0.1 * min(last[2] - last[0], box[2] - box[0])
    else:
        high = max(last[3] - last[1], box[3] - box[1], 1.0)
        gap = box[0] - last[2] if turn == 0 else last[0] - box[2]
        jump = min(last[3], box[3]) - max(last[1], box[1]) < 0.1 * min(last[3] - last[1], box[3] - box[1])
    return gap / high, jump or gap / high < -2


def extend(word: list[Any], letter: str, box: Box) -> None:
    word[0] += letter
    word[1], word[2] = min(word[1], box[0]), min(word[2], box[1])
    word[3], word[4] = max(word[3], box[2]), max(word[4], box[3])


def finished(word: list[Any]) -> list[Any]:
    """A word with composed letters, written-out ligatures and sides of two decimals."""
    text, *box = word
    if not text.isascii():
        text = "".join(unicodedata.normalize("NFKC", letter) if "ﬀ" <= letter <= "ﬆ" else letter for letter in text)
        text = unicodedata.normalize("NFC", text)
    return [text, *(round(side, 2) for side in box)]


def style(raw: Any, at: int) -> tuple[float, bool]:
    """Size in points and weight of the letter at `at`, which stands for its piece."""
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    length = c.FPDFText_GetFontInfo(raw, at, name, 128, ctypes.byref(flags))
    bold = b"bold" in name.value[:length].lower() or b"black" in name.value.lower() or bool(flags.value & FORCE_BOLD)
    matrix = c.FS_MATRIX()
    size = c.FPDFText_GetFontSize(raw, at)
    if c.FPDFText_GetMatrix(raw, at, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    return round(size, 2), bold or c.FPDFText_GetFontWeight(raw, at) >= 600

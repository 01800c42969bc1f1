"""Which words of a PDF page a reader of the page can see. Runs only in the sandboxed child process."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from extraction.layout import Word

MAX_OBJECTS = 5_000  # of a page that are asked where they stand
MAX_DEPTH = 5  # of drawings within drawings
MAX_SIDE = 2_000  # pixels
PIXELS_PER_POINT = 2.0
NEARLY_WHITE = 245  # of 255
NEARLY_TRANSPARENT = 8  # of 255
MIN_CONTRAST = 8  # of 255: between letters and paper that anybody can tell apart
UNPAINTED_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

Box = tuple[float, float, float, float]  # left, bottom, right, top, in the page's own coordinates
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class _TextObject:
    """What all characters of one text object have in common."""

    is_unpainted: bool
    is_unseen_colour: bool
    covers: Sequence[Box]  # painted after it
    clip: Box | None


class WordVisibility:
    """Tells hidden words from shown ones.

    Hidden is what lies outside of the page as shown, and what leaves no trace in the page's image though something
    speaks against its being seen: it is not painted, is white or transparent, is clipped off, or something opaque is
    painted over it. Words that are not painted over a picture are the text of a scan, and count as shown.
    """

    def __init__(self, page: Any, text_page: Any, width: float, height: float) -> None:
        self.page = page
        self.text_page = text_page
        self.width, self.height = width, height
        self.order: dict[int, int] = {}  # place of text objects in the order of painting, by address
        self.pictures: list[Box] = []
        self.covers: list[tuple[int, Box]] = []  # filled areas with their place in the order of painting
        self.outermost: set[int] = set()  # objects that stand in no drawing of their own: their clips can be compared
        self._painted: dict[int, _TextObject] = {}  # by address
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._side_refs = [ctypes.byref(side) for side in self._sides]
        self._image: Image.Image | None = None
        self._read_objects()

    def is_shown(self, word: Word, index: int) -> bool:
        """Whether a word whose first character is the one at `index` of the text page can be seen."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        if not (0 <= x <= self.width and 0 <= y <= self.height):
            return False
        return not self._is_doubtful(index) or self._leaves_trace(word)

    def _is_doubtful(self, index: int) -> bool:
        item = pdfium.FPDFText_GetTextObject(self.text_page, index)
        if not item:
            return False
        address = _address(item)
        text = self._painted.get(address)
        if text is None:
            text = self._painted[address] = self._text_object(item, address, index)
        if text.is_unpainted:
            center = self._center(index)
            return not any(_holds(box, center) for box in self.pictures)
        if text.is_unseen_colour:
            return True
        if not text.covers and text.clip is None:
            return False
        center = self._center(index)
        return any(_holds(box, center) for box in text.covers) or (
            text.clip is not None and not _holds(text.clip, center)
        )

    def _text_object(self, item: Any, address: int, index: int) -> _TextObject:
        at = self.order.get(address, MAX_OBJECTS)
        return _TextObject(
            is_unpainted=pdfium.FPDFTextObj_GetTextRenderMode(item) in UNPAINTED_MODES,
            is_unseen_colour=self._is_unseen_colour(index),
            covers=[box for order, box in self.covers if order > at],
            clip=_clip_box(item) if address in self.outermost else None,
        )

    def _center(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharBox(self.text_page, index, *self._side_refs)
        left, right, bottom, top = (side.value for side in self._sides)
        return (left + right) / 2, (bottom + top) / 2

    def _is_unseen_colour(self, index: int) -> bool:
        colour = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFText_GetFillColor(self.text_page, index, *map(ctypes.byref, colour)):
            return False
        red, green, blue, alpha = (part.value for part in colour)
        return alpha <= NEARLY_TRANSPARENT or min(red, green, blue) >= NEARLY_WHITE

    def _leaves_trace(self, word: Word) -> bool:
        image = self._image = self._image or _render(self.page, self.width, self.height)
        scale = image.width / self.width
        height = word.bottom - word.top
        sides = (word.left, word.top + 0.1 * height, word.right, word.bottom - 0.1 * height)
        left, top, right, bottom = (round(side * scale) for side in sides)
        box = (max(0, left), max(0, top), min(image.width, max(right, left + 1)), min(image.height, bottom))
        if box[0] >= box[2] or box[1] >= box[3]:
            return False
        shades = set(image.crop(box).tobytes())
        return max(shades) - min(shades) >= MIN_CONTRAST

    def _read_objects(self) -> None:
        for order, (depth, item, matrix) in enumerate(_objects(self.page)):
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.order[_address(item)] = order
                if not depth:
                    self.outermost.add(_address(item))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_bounds(item, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(item):
                self.covers.append((order, _bounds(item, matrix)))


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """The objects of a page in the order of painting, those of drawings within it too, each with its depth."""
    count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)
    waiting = [(0, pdfium.FPDFPage_GetObject(page, index), IDENTITY) for index in reversed(range(count))]
    found = 0
    while waiting and found < MAX_OBJECTS:
        depth, item, matrix = waiting.pop()
        found += 1
        yield depth, item, matrix
        if depth < MAX_DEPTH and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _multiplied(_matrix(item), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            waiting += [
                (depth + 1, pdfium.FPDFFormObj_GetObject(item, index), inner) for index in reversed(range(count))
            ]


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiplied(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _bounds(item: Any, matrix: Matrix) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _is_filled(path: Any) -> bool:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroked))
    return mode.value != pdfium.FPDF_FILLMODE_NONE


def _clip_box(item: Any) -> Box | None:
    """What is common to the boxes around the paths that an object is clipped by; None without any."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    common: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(paths):
        points = []
        for number in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), MAX_OBJECTS)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                points.append((x.value, y.value))
        if points:
            across, up = zip(*points, strict=True)
            box = min(across), min(up), max(across), max(up)
            common = box if common is None else _shared(common, box)
    return common


def _shared(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _render(page: Any, width: float, height: float) -> Image.Image:
    """The page in shades of grey, at two pixels a point or fewer."""
    scale = min(PIXELS_PER_POINT, MAX_SIDE / max(width, height))
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
        return Image.frombuffer("L", (across, down), content, "raw", "L", stride, 1)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)

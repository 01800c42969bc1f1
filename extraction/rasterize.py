"""Pictures of pages. Runs only in a limited child process."""

from __future__ import annotations

import ctypes
import math
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from extraction.readers.pdf import open_pdf
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_PIXELS = 40_000_000
MAX_SIDE = 14_400  # points
WHITE = 0xFFFFFFFF


def draw(path: Path, page: int, *, width: int = 0, dpi: int = 0) -> tuple[Image.Image, float]:
    """A page, counted from 1, as it is shown, and how many points (1/72 inch) a pixel is.

    Either `width` in pixels or `dpi` says how large; more than 40 million pixels it never gets.

    Raises:
        Unreadable: The page cannot be opened, or has a side of more than 14,400 points.

    Source:
        Largest page: ISO 32000-1:2008, annex C.2.
    """
    with open_pdf(path) as document:
        sheet = pdfium.FPDF_LoadPage(document, page - 1)
        if not sheet:
            raise Unreadable(TextState.DAMAGED, ReasonCode.PAGE_NOT_OPENED)
        try:
            wide, high = pdfium.FPDF_GetPageWidthF(sheet), pdfium.FPDF_GetPageHeightF(sheet)
            if not (1 <= wide <= MAX_SIDE and 1 <= high <= MAX_SIDE):
                raise Unreadable(TextState.TOO_BIG, ReasonCode.PAGE_TOO_LARGE)
            scale = min(width / wide if width else dpi / 72, math.sqrt(MAX_PIXELS / (wide * high)))
            return _drawn(sheet, max(1, round(wide * scale)), max(1, round(high * scale))), 1 / scale
        finally:
            pdfium.FPDF_ClosePage(sheet)


def _drawn(sheet: Any, wide: int, high: int) -> Image.Image:
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.PAGE_TOO_LARGE)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
        return Image.frombuffer("RGB", (wide, high), content, "raw", "BGRX", stride, 1)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)

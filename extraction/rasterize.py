"""Images of pages. Runs only in the sandboxed child process."""

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


def rasterize_page(path: Path, page: int, *, width: int = 0, dpi: int = 0) -> tuple[Image.Image, float]:
    """A page, counted from 1, as it is shown, and how many points (1/72 inch) a pixel is.

    Either `width` in pixels or `dpi` says how large; more than 40 million pixels it never gets.

    Raises:
        Unreadable: The page cannot be opened, or has a side of more than 14,400 points.

    Source:
        Largest page: ISO 32000-1:2008, annex C.2.
    """
    with open_pdf(path) as document:
        handle = pdfium.FPDF_LoadPage(document, page - 1)
        if not handle:
            raise Unreadable(TextState.DAMAGED, ReasonCode.PAGE_NOT_OPENED)
        try:
            page_width, page_height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
            if not (1 <= page_width <= MAX_SIDE and 1 <= page_height <= MAX_SIDE):
                raise Unreadable(TextState.TOO_BIG, ReasonCode.PAGE_TOO_LARGE)
            scale = min(width / page_width if width else dpi / 72, math.sqrt(MAX_PIXELS / (page_width * page_height)))
            return _render(handle, max(1, round(page_width * scale)), max(1, round(page_height * scale))), 1 / scale
        finally:
            pdfium.FPDF_ClosePage(handle)


def _render(handle: Any, width: int, height: int) -> Image.Image:
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.PAGE_TOO_LARGE)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return Image.frombuffer("RGB", (width, height), content, "raw", "BGRX", stride, 1)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)

"""A picture of a page, for the reader's eyes and for OCR. Runs in the limited child of `ingest.sandbox`."""

from __future__ import annotations

import math
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from library_plans.ingest.readers.pdf import mended, open_document
from library_plans.ingest.types import TextState, Unreadable

MAX_PIXELS = 40_000_000
MAX_SIDE = 14_400  # points: the largest page of ISO 32000-1, annex C


def render_page(path: str, page: int, target: str, width: int = 1200) -> list[int]:
    """Write page `page` (from 1) as WebP, `width` pixels wide, to `target`; gives width and height in pixels.

    Raises:
        Unreadable: The page cannot be drawn, or is too large to be drawn (`too_big`).
    """
    with closing(open_document(mended(Path(path).read_bytes()))) as document:
        image = draw(document, page, width=width)
        image.save(target, "WEBP", quality=80, method=2)
        return list(image.size)


def draw(document: pdfium.PdfDocument, page: int, *, width: int = 0, dpi: int = 0) -> Image.Image:
    """The page as an image of at most 40 million pixels; either `width` in pixels or `dpi` says how large."""
    try:
        sheet = document[page - 1]
    except (pdfium.PdfiumError, IndexError):
        raise Unreadable(TextState.DAMAGED, "Sidan går inte att öppna.") from None
    with closing(sheet):
        wide, high = sheet.get_size()
        if not 1 <= wide <= MAX_SIDE or not 1 <= high <= MAX_SIDE:
            raise Unreadable(TextState.TOO_BIG, "Sidans mått är för stora för att visas som bild.")
        scale = width / wide if width else dpi / 72
        scale = min(scale, math.sqrt(MAX_PIXELS / (wide * high)))
        return sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")

"""Jobs of the sandboxed child process for one page: render it, or read it by OCR. A refusal is a file of its own."""

from __future__ import annotations

import json
from pathlib import Path

from extraction import ocr, serialization
from extraction.layout import FileLayout
from extraction.rasterize import rasterize_page
from extraction.types import Unreadable

IMAGE_FILE = "page.webp"
OCR_FILE = "page.json"
REFUSAL_FILE = "refused.json"
WEBP_QUALITY = 80


def render_page_image(scratch: Path, file: str, page: int, width: int) -> None:
    """Render a page, counted from 1, as an image `width` pixels wide."""
    try:
        image, _ = rasterize_page(Path(file), page, width=width)
        image.save(scratch / IMAGE_FILE, "WEBP", quality=WEBP_QUALITY, method=2)
    except Unreadable as error:
        write_refusal(scratch, error)


def ocr_page(scratch: Path, file: str, page: int) -> None:
    """Read the words of a page, counted from 1, by OCR."""
    try:
        serialization.write_layout(scratch / OCR_FILE, FileLayout([ocr.read_page(Path(file), page)]))
    except Unreadable as error:
        write_refusal(scratch, error)


def write_refusal(scratch: Path, error: Unreadable) -> None:
    (scratch / REFUSAL_FILE).write_text(json.dumps([error.state, error.reason.as_json()]), encoding="utf-8")

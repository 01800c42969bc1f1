"""Jobs of isolated child processes for one page: render it, or read it by OCR. A refusal is a file of its own."""

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


def draw_page_for_ocr(scratch: Path, file: str, page: int) -> None:
    """Draw a page, counted from 1, for tesseract."""
    try:
        ocr.draw_page(scratch, Path(file), page)
    except Unreadable as error:
        write_refusal(scratch, error)


def run_tesseract(scratch: Path, program: str) -> None:
    """Become tesseract on the page that was drawn."""
    ocr.become_tesseract(scratch, program)


def read_ocr_result(scratch: Path, page: int) -> None:
    """Read what tesseract found on a page, counted from 1."""
    serialization.write_layout(scratch / OCR_FILE, FileLayout([ocr.read_words(scratch, page)]))


def write_refusal(scratch: Path, error: Unreadable) -> None:
    (scratch / REFUSAL_FILE).write_text(json.dumps([error.state, error.reason.as_json()]), encoding="utf-8")

"""What runs in a limited child to make or read a picture of a page. A refusal is a file of its own."""

from __future__ import annotations

import json
from pathlib import Path

from extraction import ocr, serialization
from extraction.layout import FileLayout
from extraction.rasterize import draw
from extraction.types import Unreadable

IMAGE = "page.webp"
READ = "page.json"
REFUSED = "refused.json"
QUALITY = 80


def make_image(scratch: Path, file: str, page: int, width: int) -> None:
    """Draw a page, counted from 1, `width` pixels wide."""
    try:
        image, _ = draw(Path(file), page, width=width)
        image.save(scratch / IMAGE, "WEBP", quality=QUALITY, method=2)
    except Unreadable as error:
        refuse(scratch, error)


def read_picture(scratch: Path, file: str, page: int) -> None:
    """Read the words of a page, counted from 1, from its picture."""
    try:
        serialization.write_layout(scratch / READ, FileLayout([ocr.read_page(Path(file), page)]))
    except Unreadable as error:
        refuse(scratch, error)


def refuse(scratch: Path, error: Unreadable) -> None:
    (scratch / REFUSED).write_text(json.dumps([error.state, error.reason.as_json()]), encoding="utf-8")

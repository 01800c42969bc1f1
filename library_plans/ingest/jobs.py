"""What a limited child can be asked to do, by name. Everything here takes and gives plain values only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from library_plans.ingest import ocr, render
from library_plans.ingest.readers import docx, html, odt, pdf

JOBS: dict[str, Callable[..., Any]] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "odt": odt.read,
    "html": html.read,
    "render": render.render_page,
    "ocr": ocr.read_page,
}

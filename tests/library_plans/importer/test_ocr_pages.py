"""Pages that are pictures are read by tesseract, each page once."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from extraction.types import TextState
from library_plans.importer.ocr_pages import ocr_edition, pages_needing_ocr
from library_plans.importer.pipeline import read_edition
from library_plans.importer.registration import CollectedFile, register_file
from tests.extraction import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.needs("tesseract"), pytest.mark.slow]


def scan() -> bytes:
    """A page of text as a picture in a PDF."""
    page = pypdfium2.PdfDocument(hostile.pdf(1))[0].render(scale=200 / 72).to_pil()
    file = io.BytesIO()
    Image.Image.save(page.convert("L"), file, "PDF", resolution=200)
    return file.getvalue()


def test_a_scan_is_read_from_its_picture_once() -> None:
    edition = register_file(CollectedFile(content=scan(), name="plan.pdf")).edition
    before = read_edition(edition.pk)
    assert (before.state, list(pages_needing_ocr(before))) == (TextState.NO_TEXT, [1])

    after = ocr_edition(edition.pk)

    assert (after.state, list(pages_needing_ocr(after))) == (TextState.OCR, [])
    text = " ".join(passage.text for passage in after.passages.all())
    assert "prioriterade grupper enligt bibliotekslagen" in text
    word = after.passages.filter(text__contains="prioriterade").get()
    assert all(0 < left < right < 600 for _, _, left, _, right, _ in word.boxes)

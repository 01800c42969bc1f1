"""Renders a scan: the pages of a PDF as slightly rotated, noisy images without text."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from demo.renderers.base import RenderedFile
from demo.renderers.pdf_reportlab import PageStyle, render_reportlab_pdf
from demo.types import Draft

DPI = 130
NOISE = 0.10  # share of noise in the picture
MAX_ROTATION = 0.7  # degrees at most


def render_scanned_pdf(draft: Draft, page_style: PageStyle) -> RenderedFile:
    """A PDF of images only; its ground truth is that of the PDF it is made of."""
    rendered = render_reportlab_pdf(draft, page_style)
    rng = random.Random(draft.title)  # noqa: S311 - grain, the same at each run
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    document = pypdfium2.PdfDocument(rendered.data)
    for page in document:
        picture = _degraded(page.render(scale=DPI / 72, grayscale=True).to_pil(), rng)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    document.close()
    canvas.save()
    return replace(rendered, data=file.getvalue())


def _degraded(picture: Image.Image, rng: random.Random) -> io.BytesIO:
    turned = picture.rotate(rng.uniform(-MAX_ROTATION, MAX_ROTATION), Image.Resampling.BILINEAR, fillcolor=250)
    noise = Image.frombytes("L", turned.size, rng.randbytes(turned.width * turned.height))
    file = io.BytesIO()
    Image.blend(turned, noise, NOISE).save(file, "JPEG", quality=62)
    file.seek(0)
    return file

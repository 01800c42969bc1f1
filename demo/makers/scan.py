"""A scan: the pages of a typeset document as slightly turned, grainy pictures without any text."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from demo.makers.made import MadeFile
from demo.makers.typeset import Look, typeset
from demo.types import Draft

DPI = 130
GRAIN = 0.10  # share of noise in the picture
TURN = 0.7  # degrees at most


def scan(draft: Draft, look: Look) -> MadeFile:
    """A PDF of pictures only; its truth is what was on the pages before."""
    made = typeset(draft, look)
    chance = random.Random(draft.title)  # noqa: S311 - grain, the same at each run
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    document = pypdfium2.PdfDocument(made.data)
    for page in document:
        picture = _aged(page.render(scale=DPI / 72, grayscale=True).to_pil(), chance)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    document.close()
    canvas.save()
    return replace(made, data=file.getvalue())


def _aged(picture: Image.Image, chance: random.Random) -> io.BytesIO:
    turned = picture.rotate(chance.uniform(-TURN, TURN), Image.Resampling.BILINEAR, fillcolor=250)
    noise = Image.frombytes("L", turned.size, chance.randbytes(turned.width * turned.height))
    file = io.BytesIO()
    Image.blend(turned, noise, GRAIN).save(file, "JPEG", quality=62)
    file.seek(0)
    return file

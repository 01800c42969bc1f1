"""What nobody sees on a PDF page is left out of its text, and that it was is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extraction.readers.pdf import read_layout
from extraction.reasons import ExtractionReason, ReasonCode
from extraction.types import TextState
from library_plans.importer.pipeline import read_file

SHOWN, SECRET = "Biblioteket lånar ut böcker", "hemlig arbetsnotering"


def drawn(path: Path, draw: Callable[[Canvas], None]) -> Path:
    """A page with a line that is seen, and what `draw` adds."""
    canvas = Canvas(str(path / "plan.pdf"), pagesize=(595, 842))
    canvas.drawString(72, 700, SHOWN)
    draw(canvas)
    canvas.save()
    return path / "plan.pdf"


def changed(file: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        change(document)
        document.save(file)
    return file


def words(file: Path) -> tuple[str, bool]:
    (page,) = read_layout(file, 1, 1).pages
    return " ".join(word.text for word in page.words), page.has_hidden_text


def with_mode(mode: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 500)
        text.setTextRenderMode(mode)
        text.textOut(SECRET)
        canvas.drawText(text)

    return draw


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 500, SECRET)


def white_on_white_box(canvas: Canvas) -> None:
    canvas.setFillColorCMYK(0, 0, 0, 0)
    canvas.rect(60, 480, 300, 60, stroke=0, fill=1)
    canvas.drawString(72, 500, SECRET)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 500, SECRET)


def under(grey: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 500, SECRET)
        canvas.setFillGray(grey)
        canvas.rect(60, 480, 300, 40, stroke=0, fill=1)

    return draw


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(72, 600, 100, 50)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 500, SECRET)


def outside(canvas: Canvas) -> None:
    canvas.drawString(72, 900, SECRET)


HIDDEN = {
    "not painted": with_mode(3),
    "only clips": with_mode(7),
    "white on paper": white,
    "white on a white box": white_on_white_box,
    "transparent": transparent,
    "under a black bar": under(0),
    "under a white box": under(1),
    "clipped off": clipped,
    "beyond the sheet": outside,
}


def white_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0.5)
    canvas.rect(60, 480, 300, 40, stroke=0, fill=1)
    white(canvas)


def highlighted(canvas: Canvas) -> None:
    canvas.drawString(72, 500, SECRET)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(60, 480, 300, 40, stroke=0, fill=1)


def scan(mode: int) -> Callable[[Canvas], None]:
    """Text that is not painted, or painted below, where a picture shows it."""

    def draw(canvas: Canvas) -> None:
        with_mode(mode)(canvas)
        file = io.BytesIO()
        Image.new("L", (60, 80), 200).save(file, "PNG")
        canvas.drawImage(ImageReader(file), 0, 400, 595, 200)

    return draw


SEEN = {
    "white on blue": white_on_blue,
    "under a marker": highlighted,
    "text of a scan": scan(3),
    "text below a scan": scan(0),
    "outlined": with_mode(1),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_text_that_nobody_sees_is_left_out(name: str, tmp_path: Path) -> None:
    assert words(drawn(tmp_path, HIDDEN[name])) == (SHOWN, True)


@pytest.mark.parametrize("name", SEEN)
def test_text_that_is_seen_is_read(name: str, tmp_path: Path) -> None:
    assert words(drawn(tmp_path, SEEN[name])) == (f"{SHOWN} {SECRET}", False)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_text_outside_of_the_crop_box_is_left_out(turned: int, tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].cropbox = Array([50, 600, 500, 842])
        document.pages[0].rotate(turned, relative=False)

    file = changed(drawn(tmp_path, lambda canvas: canvas.drawString(72, 500, SECRET)), change)

    assert words(file) == (SHOWN, True)


def test_what_was_left_out_is_said_of_a_text_that_stays_good(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    found = read_file(drawn(tmp_path, white), scratch, "sv", (), tmp_path / "ocr")

    assert [passage.text for passage in found.passages] == [SHOWN]
    assert (found.state, found.reasons) == (
        TextState.TEXT,
        (ExtractionReason(ReasonCode.HIDDEN_TEXT_ON_PAGES, ((1, 1),)),),
    )


LAYERS: dict[str, tuple[Dictionary, bool]] = {
    "named as off": (Dictionary(OFF=True), True),
    "off unless named": (Dictionary(BaseState=Name.OFF), True),
    "off in viewers": (Dictionary(Usage=Name.OFF), True),
    "on": (Dictionary(), False),
    "off unless named, but named": (Dictionary(BaseState=Name.OFF, ON=True), False),
}


def layered(document: pikepdf.Pdf, config: Dictionary, content: str) -> pikepdf.Object:
    """Add a layer, and what stands on it, at the very place of the text that is seen."""
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Arbetslager"))
    if "/Usage" in config:
        layer.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF))
    default = Dictionary({name: Array([layer]) for name in ("/OFF", "/ON") if name in config})
    if "/BaseState" in config:
        default.BaseState = config.BaseState
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
    document.pages[0].contents_add(content.encode("latin-1"))
    return layer


@pytest.mark.parametrize("name", LAYERS)
def test_text_on_a_layer_that_is_off_is_left_out(name: str, tmp_path: Path) -> None:
    config, hidden = LAYERS[name]

    def change(document: pikepdf.Pdf) -> None:
        layer = layered(document, config, f"/OC /Lager BDC BT /F1 12 Tf 72 700 Td ({SECRET}) ' ET EMC")
        document.pages[0].Resources.Properties = Dictionary(Lager=layer)

    text, has_hidden = words(changed(drawn(tmp_path, lambda canvas: None), change))

    assert (SECRET in text, has_hidden) == (not hidden, hidden)
    assert SHOWN in text


@pytest.mark.parametrize("policy", [Name.AnyOn, Name.AllOn])
def test_a_drawing_on_a_layer_that_is_off_is_left_out(policy: Name, tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        layer = layered(document, Dictionary(OFF=True), "q /Ritning Do Q")
        form = document.make_stream(f"BT /F1 12 Tf 72 500 Td ({SECRET}) Tj ET".encode("latin-1"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.OC = Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=policy)
        document.pages[0].Resources.XObject = Dictionary(Ritning=form)

    assert words(changed(drawn(tmp_path, lambda canvas: None), change)) == (SHOWN, True)


def test_a_layer_within_a_drawing_is_left_out(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        layer = layered(document, Dictionary(OFF=True), "q /Ritning Do Q")
        content = f"BT /F1 12 Tf 72 500 Td (synlig) Tj /OC /Lager BDC ({SECRET}) Tj EMC ET"
        form = document.make_stream(content.encode("latin-1"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources = Dictionary(Font=document.pages[0].Resources.Font, Properties=Dictionary(Lager=layer))
        document.pages[0].Resources.XObject = Dictionary(Ritning=form)

    assert words(changed(drawn(tmp_path, lambda canvas: None), change)) == (f"{SHOWN} synlig", True)


@pytest.mark.parametrize(("operator", "shown"), [("And", False), ("Or", True), ("Not", True)])
def test_expressions_of_layers_are_evaluated(operator: str, shown: bool, tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        off = layered(document, Dictionary(OFF=True), f"/OC /Lager BDC BT /F1 12 Tf 72 500 Td ({SECRET}) Tj ET EMC")
        on = document.make_indirect(Dictionary(Type=Name.OCG, Name="Text"))
        document.Root.OCProperties.OCGs.append(on)
        operands = [off] if operator == "Not" else [off, on]
        expression = Array([Name(f"/{operator}"), *operands])
        document.pages[0].Resources.Properties = Dictionary(Lager=Dictionary(Type=Name.OCMD, VE=expression))

    text, _has_hidden = words(changed(drawn(tmp_path, lambda canvas: None), change))

    assert (SECRET in text) is shown

"""What stands on a PDF page beside its own text."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from extraction.readers.pdf import read_layout


@pytest.fixture
def filled(tmp_path):
    """A page with a line of text and a form below it, and a page with a line alone."""
    path = tmp_path / "filled.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 750, "Mål för läsning")
    fields = canvas.acroForm
    fields.textfield(name="goal", x=72, y=700, width=400, height=24, value="Bokbussen når Östanå")
    fields.choice(name="state", x=72, y=650, width=200, height=24, options=["Gällande", "Gammal"], value="Gällande")
    fields.textfield(name="empty", x=72, y=600, width=400, height=24)
    canvas.linkURL("https://www.kommun.example", (72, 740, 200, 760))
    canvas.showPage()
    canvas.drawString(72, 750, "Sista sidan")
    canvas.save()
    return path


def test_what_is_filled_into_fields_is_read_where_it_stands(filled):
    form, plain = read_layout(filled, 1, 2).pages

    assert [word.text for word in form.words] == ["Mål", "för", "läsning", "Bokbussen", "når", "Östanå", "Gällande"]
    assert [word.text for word in plain.words] == ["Sista", "sidan"]
    filled_in = next(word for word in form.words if word.text == "Östanå")
    assert 842 - 724 < filled_in.top < filled_in.bottom < 842 - 700


STAMP = "Antagen av kommunfullmäktige 2024-11-25 § 118"


def annotated(path, subtype, drawing, flags=4, **more):
    """A page with a line of text and an annotation above it, with a drawing of its own or without."""
    canvas = Canvas(str(path / "plain.pdf"), pagesize=(595, 842))
    canvas.drawString(72, 600, "Biblioteksplan")
    canvas.save()
    with pikepdf.open(path / "plain.pdf") as document:
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([72, 760, 472, 780]), F=flags, **more
        )
        if drawing:
            font = Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
            form = document.make_stream(f"BT /F 12 Tf 2 4 Td ({STAMP}) Tj ET".encode("cp1252"))
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 20])
            form.Resources = Dictionary(Font=Dictionary(F=font))
            annotation.AP = Dictionary(N=form)
        annotation = document.make_indirect(annotation)
        document.pages[0].Annots = Array([annotation])
        if subtype == "Widget":
            document.Root.AcroForm = Dictionary(Fields=Array([annotation]))
        document.save(path / "stamped.pdf")
    (page,) = read_layout(path / "stamped.pdf", 1, 1).pages
    return page


@pytest.mark.parametrize(
    ("subtype", "drawing", "more"),
    [
        ("FreeText", True, {"Contents": STAMP}),
        ("FreeText", False, {"Contents": STAMP, "DA": "/Helv 12 Tf 0 g"}),
        ("Stamp", True, {}),
        ("Widget", True, {"FT": Name.Tx, "T": "beslut", "V": STAMP}),
        ("Widget", False, {"FT": Name.Tx, "T": "beslut", "V": STAMP}),
    ],
)
def test_what_is_typed_or_stamped_on_a_page_is_read_where_it_stands(tmp_path, subtype, drawing, more):
    page = annotated(tmp_path, subtype, drawing, **more)

    assert [word.text for word in page.words] == ["Biblioteksplan", *STAMP.split()]
    assert all(60 < word.top < word.bottom < 84 and 70 < word.left < word.right < 480 for word in page.words[1:])


@pytest.mark.parametrize(("subtype", "flags"), [("FreeText", 2), ("FreeText", 32), ("Text", 4), ("Popup", 4)])
@pytest.mark.parametrize("drawing", [True, False])
def test_what_is_hidden_or_a_comment_is_no_part_of_the_page(tmp_path, subtype, flags, drawing):
    page = annotated(tmp_path, subtype, drawing, flags, Contents=STAMP)

    assert [word.text for word in page.words] == ["Biblioteksplan"]

"""What stands on a PDF page beside its own text."""

import pytest
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

"""Files that hold a message to the reader in the place of a plan, and raised numbers behind words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from extraction.readers.pdf import read_layout
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

PLAN = "Biblioteket ska främja läsning i hela kommunen"
WAIT = "Please wait... If this message is not eventually replaced with the proper contents"
PORTFOLIO = "For the best experience, open this PDF portfolio in Acrobat X or later"
PROTECTED = "This PDF file is protected. You need a reader that supports Microsoft Purview"

Change = Callable[[pikepdf.Pdf], None]


def made(folder: Path, text: str, change: Change, pages: int = 1) -> Path:
    file = folder / "plan.pdf"
    canvas = Canvas(str(file))
    for _ in range(pages):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        change(document)
        document.save(file)
    return file


def form(**root: object) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b"<xdp/>"))
        for name, value in root.items():
            document.Root[f"/{name}"] = value

    return change


def attached(name: str, view: Name | None = None, **more: object) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        content = document.make_stream(b"%PDF-1.7")
        file = document.make_indirect(Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=content), **more))
        document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Kids=Array([Dictionary(Names=Array([name, file]))])))
        if view is not None:
            document.Root.Collection = Dictionary(View=view)

    return change


REFUSED: dict[str, tuple[str, Change, TextState, ReasonCode]] = {
    "form that is rendered": ("Vänta", form(NeedsRendering=True), TextState.UNSUPPORTED, ReasonCode.DYNAMIC_FORM),
    "form with the viewer's message": (WAIT, form(), TextState.UNSUPPORTED, ReasonCode.DYNAMIC_FORM),
    "portfolio": ("Innehåll", attached("plan.pdf", Name.D), TextState.UNSUPPORTED, ReasonCode.PDF_PORTFOLIO),
    "portfolio that says so": (PORTFOLIO, attached("a.pdf", Name.H), TextState.UNSUPPORTED, ReasonCode.PDF_PORTFOLIO),
    "encrypted payload": (
        "Öppna i ett annat program",
        attached("x.pdf", Name.H, AFRelationship=Name.EncryptedPayload),
        TextState.PASSWORD,
        ReasonCode.RIGHTS_MANAGED,
    ),
    "rights service": (
        PROTECTED,
        attached("MicrosoftIRMServices Protected PDF.pdf"),
        TextState.PASSWORD,
        ReasonCode.RIGHTS_MANAGED,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_message_in_the_place_of_a_plan_is_no_plan(name: str, tmp_path: Path) -> None:
    text, change, state, code = REFUSED[name]

    with pytest.raises(Unreadable) as caught:
        read_layout(made(tmp_path, text, change), 1, 1)

    assert (caught.value.state, caught.value.reason.code) == (state, code)


@pytest.mark.parametrize(
    ("change", "pages"),
    [(form(), 1), (attached("bilaga.xlsx"), 1), (attached("bilaga.xlsx", Name.H), 1), (attached("b.pdf", Name.D), 3)],
)
def test_a_plan_with_fields_or_attachments_is_a_plan(change: Change, pages: int, tmp_path: Path) -> None:
    found = read_layout(made(tmp_path, PLAN, change, pages), 1, pages).pages

    assert [" ".join(word.text for word in page.words) for page in found] == [PLAN] * pages


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([("bibliotekslagen", 0), ("1", 4), (" och", 0)], ["bibliotekslagen", "och"]),
        ([("skollagen", 0), ("12,13", 4), (" samt", 0)], ["skollagen", "samt"]),
        ([("på 40 m", 0), ("2", 4), (" yta", 0)], ["på", "40", "m²", "yta"]),
        ([("CO", 0), ("2", -3), (" minskar", 0)], ["CO2", "minskar"]),
        ([("Agenda2030", 0), (" och mål4", 0)], ["Agenda2030", "och", "mål4"]),
    ],
)
def test_marks_of_notes_are_no_part_of_the_word_before_them(
    parts: list[tuple[str, int]], words: list[str], tmp_path: Path
) -> None:
    canvas = Canvas(str(tmp_path / "notes.pdf"))
    text = canvas.beginText(72, 700)
    for part, rise in parts:
        text.setRise(rise)
        text.setFont("Helvetica", 7 if rise else 11)
        text.textOut(part)
    canvas.drawText(text)
    canvas.save()

    (page,) = read_layout(tmp_path / "notes.pdf", 1, 1).pages

    assert [word.text for word in page.words] == words

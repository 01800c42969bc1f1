"""What Word hides and deletes, and the prompts of its fields, are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.readers.docx import read_docx
from extraction.readers.elements import DocumentContent
from tests.extraction.office import STYLES, W, docx, paragraph

HIDING = STYLES.replace(
    "</w:styles>",
    """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Not"><w:name w:val="Arbetsnot"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Not2"><w:name w:val="Arbetsnot 2"/><w:basedOn w:val="Not"/></w:style>
<w:style w:type="paragraph" w:styleId="Synlig"><w:name w:val="Synlig"/><w:basedOn w:val="Not"/>
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Tyst"><w:name w:val="Tyst"/><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Doldtabell"><w:name w:val="Dold tabell"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Fotnot"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Platshallare"><w:name w:val="Placeholder Text"/></w:style>
</w:styles>""",
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def noted(text: str, properties: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Not"/></w:pPr>{run(text, properties)}</w:p>'


def read(path: Path, body: str, **parts: object) -> DocumentContent:
    file = path / "plan.docx"
    more = {"word/styles.xml": HIDING, **parts.pop("more", {})}
    file.write_bytes(docx(body, more=more, **parts))
    return read_docx(file)


def texts(content: DocumentContent) -> list[str]:
    return [element.text for element in content.elements]


def table(*cells: str, properties: str = "", row: str = "") -> str:
    joined = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:trPr>{row}</w:trPr>{joined}</w:tr></w:tbl>"


def shape(properties: str, style: str = "") -> str:
    return (
        f"<w:p><w:r><w:drawing><w:anchor><w:docPr {properties}/><wps:wsp><wps:txbx><w:txbxContent>"
        f"{paragraph('Dolt.')}</w:txbxContent></wps:txbx></wps:wsp></w:anchor></w:drawing></w:r></w:p>"
    )


HIDDEN = {
    "a run": f"<w:p>{run('Syns.')}{run('Dolt.', '<w:vanish/>')}</w:p>",
    "by the style of the paragraph": paragraph("Dolt.", "Not"),
    "by the style below it": paragraph("Dolt.", "Not2"),
    "by the style of the run": f"<w:p>{run('Dolt.', styled('Tyst'))}</w:p>",
    "by the style of the table": table(paragraph("Dolt."), paragraph("Dolt."),
                                       properties='<w:tblStyle w:val="Doldtabell"/>'),
    "a row": table(paragraph("Dolt."), paragraph("Dolt."), row="<w:hidden/>"),
    "a drawn shape": shape('id="1" name="Ruta" hidden="1"'),
    "an older shape": "<w:p><w:r><w:pict><v:shape style='width:9pt;visibility:hidden'><v:textbox><w:txbxContent>"
                      f"{paragraph('Dolt.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "a deleted run": "<w:p><w:del><w:r><w:delText>Dolt.</w:delText></w:r></w:del></w:p>",
    "a moved run": f"<w:p><w:moveFrom>{run('Dolt.')}</w:moveFrom></w:p>",
    "a deleted row": table(paragraph("Dolt."), paragraph("Dolt."), row="<w:del/>"),
    "a deleted cell": table(f"<w:tcPr><w:cellDel/></w:tcPr>{paragraph('Dolt.')}", paragraph("Mål"), paragraph("År")),
    "in a cell": table(f"<w:p>{run('Mål')}{run('Dolt.', '<w:vanish/>')}</w:p>", paragraph("År")),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_and_deleted_text_is_left_out_and_noted(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, paragraph("Planen.") + HIDDEN[name])

    assert "Dolt" not in " ".join(texts(found))
    assert texts(found)[0] == "Planen."
    assert found.hides_text


SHOWN = {
    "turned on again": paragraph("Syns.", "Synlig"),
    "turned off in the run": noted("Syns.", '<w:vanish w:val="0"/>'),
    "hidden twice": noted("Syns.", styled("Tyst")),
    "hidden on the web alone": f"<w:p>{run('Syns.', '<w:webHidden/>')}</w:p>",
    "nothing hidden": f"<w:p>{run('Syns.')}{run(' ', '<w:vanish/>')}</w:p>",
    "an empty deletion": f"<w:p>{run('Syns.')}<w:del><w:r><w:delText> </w:delText></w:r></w:del></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_text_that_is_shown_is_read(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, SHOWN[name])

    assert (texts(found), found.hides_text) == (["Syns."], False)


def test_declared_languages_are_kept(tmp_path: Path) -> None:
    finnish, english = '<w:lang w:val="fi-FI"/>', '<w:lang w:val="en-GB" w:bidi="he-IL"/>'
    body = (
        f"<w:p>{run('Kirjasto', finnish)}{run(' on avoin.', finnish)}</w:p>"
        f"<w:p>{run('Two ', english)}{run('två')}</w:p>"
        f"<w:p>{run('Text.', english + '<w:rtl/>')}</w:p>{paragraph('Text.')}"
    )

    assert [element.language for element in read(tmp_path, body).elements] == ["fi", "", "he", ""]


def ended(text: str, mark: str, style: str = "") -> str:
    return paragraph(text, style, f"<w:rPr>{mark}</w:rPr>")


JOINED = {
    "deleted": (ended("Kommunen satsar på skol", "<w:del/>") + paragraph("bibliotek och läsning."),
                ["Kommunen satsar på skolbibliotek och läsning."]),
    "moved": (ended("Läs", "<w:moveFrom/>") + paragraph("lov."), ["Läslov."]),
    "hidden": (ended("Bok", "<w:vanish/>") + paragraph("start."), ["Bokstart."]),
    "three of them": (ended("Folk", "<w:del/>") + ended("biblio", "<w:del/>") + paragraph("tek."), ["Folkbibliotek."]),
    "before a heading": (ended("", "<w:del/>") + paragraph("Mål", "Rubrik1"), ["Mål"]),
    "at the end": (paragraph("Ett.") + ended("Två.", "<w:del/>"), ["Ett.", "Två."]),
    "before a table": (ended("Ett.", "<w:del/>") + table(paragraph("Mål"), paragraph("År")), ["Ett.", "Mål\tÅr"]),
    "in a cell": (table(ended("Läs", "<w:del/>") + paragraph("lov"), paragraph("År")), ["Läslov\tÅr"]),
    "a hidden end that parts a heading from its text": (
        ended("Mål.", "<w:vanish/><w:specVanish/>", "Rubrik1") + paragraph("Läsning."), ["Mål.", "Läsning."]),
}  # fmt: skip


@pytest.mark.parametrize("name", JOINED)
def test_a_paragraph_without_an_end_runs_on(name: str, tmp_path: Path) -> None:
    body, expected = JOINED[name]

    assert texts(read(tmp_path, body)) == expected


def field(content: str, properties: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT_CELL = f"<w:tc>{paragraph('Ange text.')}</w:tc>"
PROMPTS = {
    "in a paragraph": (f"<w:p>{run('Dnr: ')}{field(run('Ange diarienummer.'))}</w:p>", ["Dnr:"]),
    "of a whole paragraph": (field(paragraph("Välj ett datum.")), []),
    "in a cell": (table(paragraph("Dnr"), field(paragraph("Ange text.")) + "<w:p/>"), ["Dnr"]),
    "of a whole cell": (f"<w:tbl><w:tr>{field(PROMPT_CELL)}<w:tc>{paragraph('År')}</w:tc></w:tr></w:tbl>", ["\tÅr"]),
    "by style": (f"<w:p>{run('Dnr: ')}{field(run('Ange.', styled('Platshallare')), '')}</w:p>", ["Dnr:"]),
    "filled in": (f"<w:p>{run('Dnr: ')}{field(run('KS 2024/12'), '')}</w:p>", ["Dnr: KS 2024/12"]),
    "no longer shown": (field(paragraph("KS 2024/12"), '<w:showingPlcHdr w:val="false"/>'), ["KS 2024/12"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PROMPTS)
def test_prompts_of_empty_fields_are_no_text(name: str, tmp_path: Path) -> None:
    body, expected = PROMPTS[name]
    found = read(tmp_path, body)

    assert (texts(found), found.hides_text) == (expected, False)


RAISED = '<w:vertAlign w:val="superscript"/>'
MARKS = {
    "typed": (run("Enligt bibliotekslagen") + run("1", RAISED) + run(" ska planen antas."),
              "Enligt bibliotekslagen ska planen antas."),
    "in two runs": (run("Se skollagen") + run("1", RAISED) + run("2", RAISED) + run("."), "Se skollagen."),
    "by style": (run("Se skollagen") + run("*", styled("Fotnot")) + run("."), "Se skollagen."),
    "an area": (run("300 m") + run("2", RAISED), "300 m²"),
    "a formula": (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO2"),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
def test_note_marks_are_no_part_of_the_word(name: str, tmp_path: Path) -> None:
    runs, expected = MARKS[name]
    cells = f"<w:p>{runs}</w:p>", paragraph("År")

    assert texts(read(tmp_path, f"<w:p>{runs}</w:p>{table(*cells)}")) == [expected, f"{expected}\tÅr"]


def test_a_note_of_deleted_or_hidden_text_is_not_read(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('Ett.')}<w:r><w:footnoteReference w:id='3'/></w:r><w:del><w:r><w:footnoteReference w:id='2'/></w:r>"
        "</w:del><w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id='4'/></w:r></w:p>"
        f"<w:p>{run('Två.')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    )
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"Not {n}.")}</w:footnote>' for n in range(1, 6))
    found = read(
        tmp_path,
        body,
        relations='<Relationship Id="rId5" Type="REL/footnotes" Target="footnotes.xml"/>',
        more={"word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'},
    )

    assert texts(found) == ["Ett.", "Två.", "Not 3.", "Not 1."]

"""What Word documents hold beside plain paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.readers.docx import read_docx
from extraction.readers.elements import DocumentElement
from extraction.types import PassageKind, TextState, Unreadable
from tests.extraction import office
from tests.extraction.office import docx, paragraph

MAIL = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Inf=C3=B6gat.</p></body></html>
--x--
"""


def read(path: Path, data: bytes) -> list[DocumentElement]:
    file = path / "plan.docx"
    file.write_bytes(data)
    return read_docx(file).elements


def texts(elements: list[DocumentElement]) -> list[str]:
    return [element.text for element in elements]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("style", "level"), [("Rubrik1", 1), ("Rubrik2", 2), ("Egen", 2), ("Niva", 3), ("Heading4", 4)]
)
def test_a_heading_has_the_level_of_its_style(style: str, level: int, strict: bool, tmp_path: Path) -> None:
    elements = read(tmp_path, docx(paragraph("Uppföljning", style), strict=strict))

    assert elements == [DocumentElement(PassageKind.HEADING, "Uppföljning", level)]


def test_a_heading_has_its_own_outline_level(tmp_path: Path) -> None:
    elements = read(tmp_path, docx(paragraph("Uppföljning", properties='<w:outlineLvl w:val="1"/>')))

    assert elements == [DocumentElement(PassageKind.HEADING, "Uppföljning", 2)]


def test_items_that_follow_each_other_are_one_list(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = paragraph("Bokstart", "Lista") + paragraph("Läslov", properties=numbered) + paragraph("Slut.")

    elements = read(tmp_path, docx(body))

    assert elements == [
        DocumentElement(PassageKind.LIST, "Bokstart\nLäslov"),
        DocumentElement(PassageKind.PARAGRAPH, "Slut."),
    ]


BODIES = {
    "a text box once": (office.TEXT_BOX, ["Rutan berättar om bokbussen."]),
    "insertions without deletions": (office.TRACKED, ["Biblioteket är öppet varje dag."]),
    "a content control": (office.CONTROL, ["Text i ett innehållsfält."]),
    "tables in tables": (office.NESTED_TABLE, ["Mål\tÅtgärd\nMer läsning\tBokstart Läslov"]),
    "a frame of one cell": (f"<w:tbl><w:tr><w:tc>{paragraph('Ruta.')}</w:tc></w:tr></w:tbl>", ["Ruta."]),
    "hyphens and tabs": (
        "<w:p><w:r><w:t>folk</w:t><w:noBreakHyphen/><w:t>och skolbibliotek</w:t><w:tab/><w:t>2024</w:t></w:r></w:p>",
        ["folk-och skolbibliotek 2024"],
    ),
    "nothing hidden": (
        "<w:p><w:r><w:t>Syns.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Dolt.</w:t></w:r></w:p>",
        ["Syns."],
    ),
    "a link's words": (
        "<w:p><w:hyperlink><w:r><w:t>Bibliotekslagen</w:t></w:r></w:hyperlink></w:p>",
        ["Bibliotekslagen"],
    ),
    "composed letters": (paragraph("fo\u0308rskola"), ["förskola"]),
}


@pytest.mark.parametrize("name", BODIES)
def test_elements_of_a_document(name: str, tmp_path: Path) -> None:
    body, expected = BODIES[name]

    assert texts(read(tmp_path, docx(body))) == expected


def test_a_note_is_read_once(tmp_path: Path) -> None:
    assert sorted(texts(read(tmp_path, office.with_note()))) == sorted(
        ["Meröppet införs.", office.TEXT, "Beslut 2023."]
    )


CHUNKS = {
    "html": ("chunk.html", b"<html><body><p>Infogat.</p></body></html>"),
    "docx": ("chunk.docx", docx(paragraph("Infogat."))),
    "mail": ("chunk.mht", MAIL.replace(b"Inf=C3=B6gat", b"Infogat")),
    "text": ("chunk.txt", b"Infogat."),
}


@pytest.mark.parametrize("kind", CHUNKS)
def test_a_document_within_is_read_in_its_place(kind: str, tmp_path: Path) -> None:
    assert texts(read(tmp_path, office.with_chunk(*CHUNKS[kind]))) == ["Före.", "Infogat.", "Efter."]


def test_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, office.docx_with_entities())

    assert caught.value.state == TextState.DAMAGED


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_drop_cap_belongs_to_its_word(kind: str, tmp_path: Path) -> None:
    letter = paragraph("B", properties=f'<w:framePr w:dropCap="{kind}" w:lines="3"/>')

    assert texts(read(tmp_path, docx(letter + paragraph("iblioteket är öppet.")))) == ["Biblioteket är öppet."]

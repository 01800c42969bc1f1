"""The numbers that Word sets before headings and items are read with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.office import STYLES, W, paragraph
from tests.extraction.readers.test_docx_visibility import read, texts


def level(number: int, text: str, kind: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    + level(0, "%1", more='<w:pStyle w:val="Rubrik1"/>')
    + level(1, "%1.%2", more='<w:pStyle w:val="Rubrik2"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "%1)", "lowerLetter")
    + level(1, "%2.", "upperRoman")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "\uf0b7", "bullet")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)
NUMBERED_HEADINGS = STYLES.replace(
    '<w:name w:val="heading 1"/>', '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
).replace(
    '<w:name w:val="Rubrik 2"/>',
    '<w:name w:val="Rubrik 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
)


def item(text: str, number: int, at: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


NUMBERS = {
    "of headings": (
        [("Inledning", "Rubrik1"), ("Mål", "Rubrik1"), ("Läsning", "Rubrik2"), ("Språk", "Egen"), ("Slut", "Rubrik1"),
         ("Källor", "Rubrik2")],
        ["1 Inledning", "2 Mål", "2.1 Läsning", "2.2 Språk", "3 Slut", "3.1 Källor"],
    ),
    "of items": (
        [("Bokstart", 2), ("Läslov", 2), ("Sommar", 2, 1), ("Höst", 2, 1), ("Bokbuss", 2)],
        ["a) Bokstart\nb) Läslov\nI. Sommar\nII. Höst\nc) Bokbuss"],
    ),
    "of a list that begins anew": (
        [("Ett", 2), ("Två", 2), ("Ett", 4), ("Två", 4)],
        ["a) Ett\nb) Två\na) Ett\nb) Två"],
    ),
    "of bullets": ([("Ett", 3), ("Två", 3)], ["Ett\nTvå"]),
    "turned off": ([("Förord", "Rubrik1", 0), ("Mål", "Rubrik1")], ["Förord", "1 Mål"]),
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_that_word_sets_are_read(name: str, tmp_path: Path) -> None:
    rows, expected = NUMBERS[name]
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        paragraph(text, where[0], off if where[1:] else "") if isinstance(where[0], str) else item(text, *where)
        for text, *where in rows
    )
    relation = '<Relationship Id="rId7" Type="REL/numbering" Target="numbering.xml"/>'

    found = read(
        tmp_path, body, relations=relation, more={"word/styles.xml": NUMBERED_HEADINGS, "word/numbering.xml": NUMBERING}
    )

    assert texts(found) == expected

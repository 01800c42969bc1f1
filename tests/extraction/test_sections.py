"""Where sections of documents without pages begin, and that their numbers stay."""

from __future__ import annotations

from extraction.readers.elements import DocumentElement
from extraction.sections import find_section_starts, passages_of
from extraction.types import PassageKind

LONG = "Biblioteket är till för alla. " * 60  # 1,800 characters


def heading(text: str, level: int) -> DocumentElement:
    return DocumentElement(PassageKind.HEADING, text, level)


def paragraph(text: str) -> DocumentElement:
    return DocumentElement(PassageKind.PARAGRAPH, text)


def test_a_section_begins_at_headings_of_level_one_and_two() -> None:
    elements = [heading("Plan", 1), paragraph("Ett."), heading("Mål", 2), heading("Barn", 3), paragraph("Två.")]

    assert find_section_starts(elements) == (0, 2)


def test_a_long_section_is_cut_at_the_end_of_a_paragraph() -> None:
    assert find_section_starts([heading("Plan", 1), paragraph(LONG), paragraph(LONG), paragraph(LONG)]) == (0, 2, 3)


def test_passages_know_section_and_headings_and_are_not_too_long() -> None:
    elements = [heading("Plan", 1), paragraph("Ett."), heading("Mål", 2), paragraph(LONG)]

    passages = passages_of(elements, find_section_starts(elements))

    assert [(passage.page, passage.heading_path) for passage in passages] == [
        (1, ()),
        (1, ("Plan",)),
        (2, ("Plan",)),
        (2, ("Plan", "Mål")),
        (2, ("Plan", "Mål")),
    ]
    assert max(len(passage.text) for passage in passages) <= 1_200


def test_section_starts_that_are_stored_are_kept() -> None:
    passages = passages_of([heading("Plan", 1), paragraph("Ett."), heading("Mål", 2), paragraph("Två.")], (0, 1))

    assert [passage.page for passage in passages] == [1, 2, 2, 2]


def test_a_long_table_is_cut_between_rows_and_keeps_its_head() -> None:
    rows = [f"Mål {number}\t{'Biblioteket är öppet. ' * 10}" for number in range(12)]
    element = DocumentElement(PassageKind.TABLE, "\n".join(["Mål\tÅtgärd", *rows]))

    passages = passages_of([element], (0,))

    assert [passage.text.split("\n")[0] for passage in passages] == ["Mål\tÅtgärd"] * len(passages)
    assert [line.strip() for passage in passages for line in passage.text.split("\n")[1:]] == [
        row.strip() for row in rows
    ]
    assert max(len(passage.text) for passage in passages) <= 1_200

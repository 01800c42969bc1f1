"""What OpenDocument texts hold beside plain paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.readers.elements import DocumentElement
from extraction.readers.odt import read_odt
from extraction.types import PassageKind, TextState, Unreadable
from tests.extraction import office
from tests.extraction.office import flat_odt, odt


def read(path: Path, data: bytes) -> list[DocumentElement]:
    file = path / "plan.odt"
    file.write_bytes(data)
    return read_odt(file).elements


P, H = PassageKind.PARAGRAPH, PassageKind.HEADING
BODIES = {
    "levels": (
        '<text:h text:outline-level="2">Mål</text:h><text:h>Läsning</text:h>',
        [DocumentElement(H, "Mål", 2), DocumentElement(H, "Läsning", 1)],
    ),
    "blanks": (
        '<text:p>ett<text:s text:c="3"/>två<text:tab/>tre<text:line-break/>fyra</text:p>',
        [DocumentElement(P, "ett två tre fyra")],
    ),
    "repeated ids": (
        '<text:p xml:id="a">Ett.</text:p><text:p xml:id="a">Två.</text:p>',
        [DocumentElement(P, "Ett."), DocumentElement(P, "Två.")],
    ),
    "sections in sections": (
        "<text:section><text:section><text:p>Inne.</text:p></text:section><text:p>Ute.</text:p></text:section>",
        [DocumentElement(P, "Inne."), DocumentElement(P, "Ute.")],
    ),
    "nested lists": (
        "<text:list><text:list-item><text:p>Ett</text:p><text:list><text:list-item><text:p>Ett ett</text:p>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>Två</text:p></text:list-item></text:list>",
        [DocumentElement(PassageKind.LIST, "Ett\nEtt ett\nTvå")],
    ),
    "tables": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Mål</text:p>"
        "</table:table-cell><table:table-cell><text:p>Ansvar</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>Läsning</text:p></table:table-cell>"
        "<table:table-cell><text:p>Nämnden</text:p></table:table-cell></table:table-row></table:table>",
        [DocumentElement(PassageKind.TABLE, "Mål\tAnsvar\nLäsning\tNämnden")],
    ),
    "no deleted text": (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Borta.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Kvar.</text:p>",
        [DocumentElement(P, "Kvar.")],
    ),
    "text boxes and links": (
        "<text:p>Före.<draw:frame><draw:text-box><text:p>Rutan.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p><text:a>Länk</text:a> <text:span>och mer</text:span></text:p>",
        [DocumentElement(P, "Före."), DocumentElement(P, "Rutan."), DocumentElement(P, "Länk och mer")],
    ),
}


@pytest.mark.parametrize("make", [odt, flat_odt])
@pytest.mark.parametrize("name", BODIES)
def test_elements_of_a_document(name: str, make, tmp_path: Path) -> None:
    body, expected = BODIES[name]

    assert read(tmp_path, make(body)) == expected


def test_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, office.odt_with_entities())

    assert caught.value.state == TextState.DAMAGED

"""The words of diagrams, charts and shapes in Word documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.office import paragraph
from tests.extraction.readers.test_docx_visibility import read, run, table, texts

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def drawn(relation: str) -> str:
    return f"<w:p><w:r><w:drawing><w:inline>{relation}</w:inline></w:drawing></w:r></w:p>"


def related(kind: str, name: str) -> str:
    return f'<Relationship Id="rId8" Type="REL/{kind}" Target="{name}"/>'


def test_the_words_of_smartart_are_read_in_the_order_of_its_tree(tmp_path: Path) -> None:
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = {"3": "Läslov", "1": "", "2": "Läsning", "4": "Språk"}
    data = f'<dgm:dataModel xmlns:dgm="{dgm}" xmlns:a="{A}"><dgm:ptLst>' + "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, text in points.items()
    ) + "</dgm:ptLst><dgm:cxnLst>" + "".join(
        f'<dgm:cxn modelId="9{to}" srcId="{source}" destId="{to}" srcOrd="{order}"/>'
        for source, to, order in [("1", "4", 1), ("1", "2", 0), ("2", "3", 0)]
    ) + "</dgm:cxnLst></dgm:dataModel>"  # fmt: skip
    body = paragraph("Före.") + drawn(f'<dgm:relIds xmlns:dgm="{dgm}" r:dm="rId8"/>') + paragraph("Efter.")

    found = read(tmp_path, body, relations=related("diagramData", "d.xml"), more={"word/d.xml": data})

    assert texts(found) == ["Före.", "Läsning\nLäslov\nSpråk", "Efter."]


def test_a_chart_is_read_as_a_table(tmp_path: Path) -> None:
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"

    def cached(name: str, *values: str, code: str = "General") -> str:
        points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values) if value)
        cache = f"<c:numCache><c:formatCode>{code}</c:formatCode>{points}</c:numCache>"
        return f"<c:{name}><c:numRef>{cache}</c:numRef></c:{name}>"

    chart = (
        f'<c:chartSpace xmlns:c="{c}" xmlns:a="{A}"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Lån per år</a:t>'
        "</a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>"
        f"<c:ser>{cached('tx', 'Barn')}{cached('cat', '2023', '2024')}{cached('val', '12.5', '14')}</c:ser>"
        f"<c:ser>{cached('tx', 'Andel')}{cached('val', '', '0.35', code='0%')}</c:ser>"
        "</c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    body = drawn(f'<c:chart xmlns:c="{c}" r:id="rId8"/>')

    found = read(tmp_path, body, relations=related("chart", "c.xml"), more={"word/c.xml": chart})

    assert texts(found) == ["Lån per år", "\tBarn\tAndel\n2023\t12,5\n2024\t14\t35 %"]


SHAPES = {
    "a group": f"<w:drawing><wps:wgp><wps:wsp><wps:txbx><w:txbxContent>{paragraph('Ruta.')}</w:txbxContent></wps:txbx>"
               "</wps:wsp></wps:wgp></w:drawing>",
    "a canvas": f'<w:drawing xmlns:a="{A}"><a:sp><a:txBody><a:p><a:r><a:t>Ruta.</a:t></a:r></a:p></a:txBody></a:sp>'
                "</w:drawing>",
    "WordArt": '<w:pict><v:shape><v:textpath string="Ruta."/></v:shape></w:pict>',
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_text_in_drawn_shapes_is_a_paragraph_of_its_own(name: str, tmp_path: Path) -> None:
    body = f"<w:p>{run('Före.')}<w:r>{SHAPES[name]}</w:r>{run(' Mer.')}</w:p>"

    assert texts(read(tmp_path, body)) == ["Före. Mer.", "Ruta."]


def test_a_word_broken_in_a_cell_is_one_word(tmp_path: Path) -> None:
    broken = "<w:p><w:r><w:t>biblioteks-</w:t><w:br/><w:t>lokaler</w:t></w:r></w:p>"

    assert texts(read(tmp_path, table(broken, paragraph("Mål")))) == ["bibliotekslokaler\tMål"]

"""What an OpenDocument text hides is no text; what it numbers, draws and raises is read as shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.readers.elements import DocumentContent
from extraction.readers.odt import read_odt
from tests.extraction.hostile import zipped
from tests.extraction.office import ODF_NAMES, ODT_TYPE

FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
MORE_NAMES = (
    f'{FO} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
NAMES = f"{ODF_NAMES} {MORE_NAMES}"
AUTOMATIC = """<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Not"/>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="true"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="H0" style:family="paragraph" style:list-style-name=""/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
 style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2">
<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>"""
STYLES = """<style:style style:name="Not" style:family="paragraph">
<style:text-properties text:display="none"/></style:style>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>"""
STYLES += (
    '<style:style style:name="Fi" style:family="paragraph"><style:text-properties fo:language="fi" fo:country="FI"/>'
    "</style:style>"
)
HEADERS = (
    """<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>"""
)


def packed(body: str, more: dict[str, str]) -> bytes:
    return zipped(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {NAMES}><office:automatic-styles>{AUTOMATIC}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}><office:styles>{STYLES}</office:styles>"
            f"<office:automatic-styles>{HEADERS}</office:automatic-styles></office:document-styles>",
            "META-INF/manifest.xml": f"<manifest:manifest {NAMES}/>",
            **more,
        },
        stored=("mimetype",),
    )


def flat(body: str, more: dict[str, str]) -> bytes:
    return (
        f'<office:document {NAMES} office:mimetype="{ODT_TYPE}"><office:styles>{STYLES}</office:styles>'
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def read(path: Path, body: str, make=packed, **more: str) -> DocumentContent:
    file = path / "plan.odt"
    file.write_bytes(make(body, more))
    return read_odt(file)


def texts(content: DocumentContent) -> list[str]:
    return [element.text for element in content.elements]


HIDDEN_ROW = (
    "<table:table><table:table-row><table:table-cell><text:p>Mål</text:p></table:table-cell><table:table-cell/>"
    '</table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>Dolt.</text:p>'
    "</table:table-cell></table:table-row></table:table>"
)
HIDDEN = {
    "a section": '<text:section text:display="none"><text:p>Dolt.</text:p></text:section>',
    "a section by its condition":
        '<text:section text:display="condition" text:condition="ooow:1==1"><text:p>Dolt.</text:p></text:section>',
    "a section that was hidden last":
        '<text:section text:display="condition" text:condition="ooow:utkast" text:is-hidden="true">'
        "<text:p>Dolt.</text:p></text:section>",
    "a run": '<text:p>Syns. <text:span text:style-name="T1">Dolt.</text:span></text:p>',
    "a run within": '<text:p><text:span text:style-name="T1">D<text:span>olt.</text:span></text:span></text:p>',
    "by the style of the paragraph": '<text:p text:style-name="Not">Dolt.</text:p>',
    "by the style below it": '<text:p text:style-name="P1">Dolt.</text:p>',
    "by a field": '<text:p>Syns. <text:hidden-text text:is-hidden="true">Dolt.</text:hidden-text></text:p>',
    "a paragraph by a field": '<text:p>Dolt.<text:hidden-paragraph text:is-hidden="true"/></text:p>',
    "a variable": '<text:p>Syns. <text:variable-set text:display="none">Dolt.</text:variable-set></text:p>',
    "a note in hidden text":
        '<text:p><text:span text:style-name="T1"><text:note><text:note-body><text:p>Dolt.</text:p></text:note-body>'
        "</text:note></text:span></text:p>",
    "a row": HIDDEN_ROW,
    "a deletion":
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Dolt.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>",
}  # fmt: skip


@pytest.mark.parametrize("make", [packed, flat])
@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_is_left_out_and_noted(name: str, make, tmp_path: Path) -> None:
    found = read(tmp_path, f"<text:p>Planen.</text:p>{HIDDEN[name]}", make)

    assert "olt." not in " ".join(texts(found))
    assert texts(found)[0] == "Planen."
    assert found.hides_text


SHOWN = {
    "a section whose condition does not hold":
        '<text:section text:display="condition" text:condition="ooow:1==2"><text:p>Syns.</text:p></text:section>',
    "a run turned on again": '<text:p text:style-name="Not"><text:span text:style-name="T2">Syns.</text:span></text:p>',
    "a field that shows its text": "<text:p><text:hidden-text>Syns.</text:hidden-text></text:p>",
    "an insertion":
        "<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
        "<text:p><text:change-start/>Syns.<text:change-end/></text:p>",
    "beside a prompt":
        '<text:p>Syns.<text:placeholder text:placeholder-type="text">Ange namn</text:placeholder></text:p>',
    "beside an empty field":
        '<text:p>Syns.<loext:content-control loext:showing-place-holder="true">Välj datum</loext:content-control>'
        "</text:p>",
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_text_that_is_shown_is_read(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, SHOWN[name])

    assert (texts(found), found.hides_text) == (["Syns."], False)


def test_declared_languages_are_kept(tmp_path: Path) -> None:
    body = '<text:p text:style-name="Fi">Kirjasto on avoin.</text:p><text:p>Biblioteket.</text:p>'

    assert [element.language for element in read(tmp_path, body).elements] == ["fi", ""]


def item(*parts: str, start: str = "") -> str:
    written = f' text:start-value="{start}"' if start else ""
    return f"<text:list-item{written}>{''.join(parts)}</text:list-item>"


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(items)}</text:list>"


def h(level: int, text: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}"{more}>{text}</text:h>'


NUMBERED = {
    "chapters": (
        h(1, "Inledning") + h(1, "Mål") + h(2, "Läsning") + h(3, "Barn") + h(2, "Språk") + h(1, "Slut")
        + h(2, "Källor"),
        ["1 Inledning", "2 Mål", "2.1 Läsning", "Barn", "2.2 Språk", "3 Slut", "3.1 Källor"],
    ),
    "a chapter without": (h(1, "Förord", ' text:style-name="H0"') + h(1, "Mål"), ["Förord", "1 Mål"]),
    "a chapter that begins anew": (
        h(1, "Mål", ' text:restart-numbering="true" text:start-value="4"') + h(1, "Slut"), ["4 Mål", "5 Slut"]),
    "items": (
        listed(item("<text:p>Ett</text:p>", "<text:p>och mer</text:p>",
                    listed(item("<text:p>Ett a</text:p>"), style="")), item("<text:p>Två</text:p>")),
        ["1. Ett\noch mer\na) Ett a\n2. Två"],
    ),
    "two lists": (
        listed(item("<text:p>Ett</text:p>")) + "<text:p>Mellan.</text:p>" + listed(item("<text:p>Ett</text:p>")),
        ["1. Ett", "Mellan.", "1. Ett"],
    ),
    "a list that goes on": (
        listed(item("<text:p>Ett</text:p>"), more=' xml:id="l1"') + "<text:p>Mellan.</text:p>"
        + listed(item("<text:p>Två</text:p>"), more=' text:continue-list="l1"'),
        ["1. Ett", "Mellan.", "2. Två"],
    ),
    "an item with its own number": (
        listed(item("<text:p>Fem</text:p>", start="5"), item("<text:p>Sex</text:p>")), ["5. Fem\n6. Sex"]),
    "bullets": (listed(item("<text:p>Ett</text:p>"), style="L2"), ["Ett"]),
    "a heading in a list": (listed(item(h(1, "Mål"))), ["1. Mål"]),
    "in a cell": (
        "<table:table><table:table-row><table:table-cell>" + listed(item("<text:p>Ett</text:p>"))
        + "</table:table-cell><table:table-cell><text:p>År</text:p></table:table-cell></table:table-row></table:table>",
        ["1. Ett\tÅr"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", [packed, flat])
@pytest.mark.parametrize("name", NUMBERED)
def test_numbers_that_the_program_sets_are_read(name: str, make, tmp_path: Path) -> None:
    body, expected = NUMBERED[name]

    assert texts(read(tmp_path, body, make)) == expected


BODIES = {
    "a drawn shape": (
        "<text:p>Före.<draw:custom-shape><text:p>I formen.</text:p></draw:custom-shape> Mer.</text:p>",
        ["Före. Mer.", "I formen."],
    ),
    "shapes in a group": (
        "<text:p>Före.<draw:g><draw:rect><text:p>Ett.</text:p></draw:rect><draw:ellipse><text:p>Två.</text:p>"
        "</draw:ellipse></draw:g></text:p>",
        ["Före.", "Ett.", "Två."],
    ),
    "a raised note mark": (
        '<text:p>Se bibliotekslagen<text:span text:style-name="T3">1</text:span> om planer.</text:p>',
        ["Se bibliotekslagen om planer."],
    ),
    "an area": ('<text:p>300 m<text:span text:style-name="T3">2</text:span></text:p>', ["300 m²"]),
    "a word broken in a cell": (
        "<table:table><table:table-row><table:table-cell><text:p>biblioteks-<text:line-break/>lokaler</text:p>"
        "</table:table-cell><table:table-cell><text:p>Mål</text:p></table:table-cell></table:table-row></table:table>",
        ["bibliotekslokaler\tMål"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_elements_of_a_document(name: str, tmp_path: Path) -> None:
    body, expected = BODIES[name]

    assert texts(read(tmp_path, body)) == expected


def test_a_chart_is_read_as_a_table(tmp_path: Path) -> None:
    rows = (("", "Barn"), ("2023", "12,5"), ("2024", "14"))
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in rows
    )
    chart = (
        f"<office:document-content {NAMES}><office:body><office:chart><chart:chart><chart:title>"
        '<text:p>Lån per år</text:p></chart:title><table:table table:name="local-table"><table:table-rows>'
        f"{cells}</table:table-rows></table:table>"
        "</chart:chart></office:chart></office:body></office:document-content>"
    )
    body = '<text:p>Före.<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'

    found = read(tmp_path, body, **{"Object 1/content.xml": chart})

    assert texts(found) == ["Före.", "Lån per år", "\tBarn\n2023\t12,5\n2024\t14"]

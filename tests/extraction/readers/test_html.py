"""Web pages: their character sets, what stands around the text, and pages that hold no plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.readers.elements import DocumentElement
from extraction.readers.html import html_content, read_html
from extraction.readers.html_encoding import decode_html
from extraction.types import PassageKind, TextState, Unreadable
from tests.extraction.hostile import HTML_ERROR, HTML_PAGE, TEXT

H, P = PassageKind.HEADING, PassageKind.PARAGRAPH
PLAIN = "<p>åäö ÅÄÖ é</p>"

ENCODED = {
    "UTF-8 that says so": f'<meta charset="utf-8">{PLAIN}'.encode(),
    "UTF-8 that says nothing": PLAIN.encode(),
    "UTF-8 that says Latin-1": f'<meta charset="iso-8859-1">{PLAIN}'.encode(),
    "UTF-8 that says nonsense": f'<meta charset="teckentabell">{PLAIN}'.encode(),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "Windows-1252 that says nothing": PLAIN.encode("cp1252"),
    "Windows-1252 that says UTF-16": f'<meta charset="utf-16">{PLAIN}'.encode("cp1252"),
    "UTF-16 with a mark": PLAIN.encode("utf-16"),
    "UTF-16 without": f"<html><body>{' ' * 200}{PLAIN}".encode("utf-16-le"),
    "Mac": f'<meta charset="macintosh">{PLAIN}'.encode("mac-roman"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_letters_are_decoded_whatever_charset_the_page_names(name: str) -> None:
    assert PLAIN in decode_html(ENCODED[name])


BODIES = {
    "what stands around is left out": (
        "<nav>Meny</nav><header>Kommunen</header><p>Text.</p><aside>Mer</aside><footer>Sidfot</footer>",
        [DocumentElement(P, "Text."), DocumentElement(P, "Mer")],
    ),
    "a header in the main content is part of it": (
        "<main><header><h1>Plan</h1></header><p>Text.</p></main>",
        [DocumentElement(H, "Plan", 1), DocumentElement(P, "Text.")],
    ),
    "a form around the whole page": (
        "<form><h2>Plan</h2><p>Text.</p><input></form>",
        [DocumentElement(H, "Plan", 2), DocumentElement(P, "Text.")],
    ),
    "two line breaks part paragraphs": (
        "Ett<br>två<br><br>tre",
        [DocumentElement(P, "Ett två"), DocumentElement(P, "tre")],
    ),
    "a list": ("<ul><li>Ett</li><li><p>Två</p></li></ul>", [DocumentElement(PassageKind.LIST, "Ett\nTvå")]),
    "a table": (
        "<table><tr><th>Mål</th><th>År</th></tr><tr><td>Läsning</td><td>2025</td></tr></table>",
        [DocumentElement(PassageKind.TABLE, "Mål\tÅr\nLäsning\t2025")],
    ),
    "a table that lays out the page": (
        "<table><tr><td><h2>Mål</h2><table><tr><td>Inne.</td></tr></table></td></tr></table>",
        [DocumentElement(H, "Mål", 2), DocumentElement(P, "Inne.")],
    ),
    "words in a row of tags": (
        "<p>Läs<b>främj</b>ande <i>för</i> alla</p>",
        [DocumentElement(P, "Läsfrämjande för alla")],
    ),
    "repeated short lines are text": ("<p>Ansvar: nämnden</p>" * 5, [DocumentElement(P, "Ansvar: nämnden")] * 5),
    "numbered goals are text": (
        "".join(f"<p>Mål {n}</p>" for n in range(6)),
        [DocumentElement(P, f"Mål {n}") for n in range(6)],
    ),
    "pasted page headers": (
        "".join(f"<p>Stycke {n} i planen.</p><p>Biblioteksplan</p><p>{n}</p>" for n in range(1, 6)),
        [DocumentElement(P, f"Stycke {n} i planen.") for n in range(1, 6)],
    ),
    "a heading within tags that nobody closed": (
        "<div>" * 140 + "<h2>" + "<b>" * 100 + "Mål",
        [DocumentElement(H, "Mål", 2)],
    ),
    "nobody closed the tags": ("<div><font>" * 400 + "Text.", [DocumentElement(P, "Text.")]),
}


@pytest.mark.parametrize("name", BODIES)
def test_elements_of_a_document(name: str) -> None:
    body, expected = BODIES[name]

    assert html_content(f"<html><body>{body}</body></html>".encode()).elements == expected


def test_plain_text_in_a_page_keeps_its_paragraphs() -> None:
    text = "Rubrik\n\n" + "\n\n".join(f"{TEXT} {n}." for n in range(4))

    elements = html_content(f"<html><body><div>{text}</div></body></html>".encode()).elements

    assert [element.text for element in elements] == ["Rubrik", *(f"{TEXT} {n}." for n in range(4))]


def test_a_page_with_a_plan_is_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_bytes(HTML_PAGE)

    assert [element.text for element in read_html(file).elements if element.level] == [
        "Biblioteksplan 2024–2027",
        "Läsfrämjande",
    ]


NO_PLANS = {
    "error": HTML_ERROR,
    "sign-in": b"<title>Logga in</title><p>Ange ditt anv&auml;ndarnamn f&ouml;r att forts&auml;tta.</p>",
    "viewer's shell": b'<title>biblioteksplan.pdf</title><div id="viewer"></div><script src="viewer.js"></script>',
    "only links": b"<title>Dokument</title>" + b'<p><a href="/x">Biblioteksplan f&ouml;r kommunen</a></p>' * 30,
    "nothing": b"<html><body></body></html>",
}


@pytest.mark.parametrize("name", NO_PLANS)
def test_a_web_page_without_a_plan_is_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_bytes(NO_PLANS[name])

    with pytest.raises(Unreadable, match="web_page_without_plan") as caught:
        read_html(file)

    assert caught.value.state == TextState.UNSUPPORTED

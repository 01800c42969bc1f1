"""Nothing of a web page is lost for a word in a name, and nothing is read that its reader does not see."""

from __future__ import annotations

import pytest

from extraction.readers.elements import DocumentContent
from extraction.readers.html import html_content

TITLE = "<h1>Biblioteksplan</h1>"


def read(body: str, head: str = "") -> DocumentContent:
    return html_content(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def texts(body: str, head: str = "") -> list[str]:
    return [element.text for element in read(body, head).elements]


CONTENT = {
    "a heading with a menu word as id": '<h2 id="att-dela-lasning">Att dela läsning</h2>',
    "a section with a menu word as id": '<section id="meny-for-lasare"><p>Bokbussen serverar noveller.</p></section>',
    "a box named as a sidebar": '<div class="sidebar"><p>Ansvarig nämnd är kulturnämnden.</p></div>',
    "a box named as a footer": '<div id="sidfot"><p>Antagen av fullmäktige den 4 mars.</p></div>',
    "a section about cookies": '<div class="cookies"><p>Biblioteken bakar kakor med barnen.</p></div>',
    "a paragraph named as a toolbar": '<p class="toolbar">Verktyg för digital delaktighet.</p>',
    "an aside": "<aside><p>I kommunen finns fyra filialer.</p></aside>",
    "an aside by role": '<div role="complementary"><p>Faktaruta om bokbussen.</p></div>',
    "an alert": '<div role="alert"><p>Planen förlängs till 2027.</p></div>',
    "the footer of an article": "<article><p>Plan.</p><footer><p>Beslut den 4 mars, § 20.</p></footer></article>",
    "a title block": "<header><h1>Plan</h1><p>Antagen 2024-03-04</p></header><p>Läsning.</p>",
    "a heading that opens its part": '<h2><button aria-expanded="false">Mål för läsning</button></h2><p>Text.</p>',
    "the words of a formula": "<p>Andel <math><mi>läsare</mi></math> av alla.</p>",
    "the caption of a table": "<table><caption>Mål per år</caption><tr><td>Läsning</td><td>2025</td></tr></table>",
    "the words of a chart": "<svg><title>Ikon</title><text>Lån <tspan>2024</tspan></text><text>Besök</text></svg>",
}
EXPECTED = {
    "the footer of an article": ["Plan.", "Beslut den 4 mars, § 20."],
    "a title block": ["Plan", "Antagen 2024-03-04", "Läsning."],
    "a heading that opens its part": ["Mål för läsning", "Text."],
    "the words of a formula": ["Andel läsare av alla."],
    "the caption of a table": ["Mål per år", "Läsning\t2025"],
    "the words of a chart": ["Lån 2024\nBesök"],
}


@pytest.mark.parametrize("name", CONTENT)
def test_content_is_read_whatever_it_is_named(name: str) -> None:
    body = CONTENT[name]
    plain = body.replace("><", "> <")
    while "<" in plain:
        before, _, rest = plain.partition("<")
        plain = before + rest.partition(">")[2]

    assert texts(body) == EXPECTED.get(name, [" ".join(plain.split())])


def test_text_beside_the_longest_part_is_read() -> None:
    longest = f"<div><p>{'Biblioteket är till för alla. ' * 40}</p></div>"
    beside = "<aside><p>Faktaruta.</p></aside><div><p>Antagen den 4 mars.</p></div>"

    for around in ("<main>{}</main>", "<div>{}</div>", "{}"):
        assert texts(around.format(longest + beside))[1:] == ["Faktaruta.", "Antagen den 4 mars."]


def test_what_stands_around_the_text_of_a_page_without_main_is_left_out() -> None:
    longest = f"<div><p>{'Biblioteket är till för alla. ' * 40}</p></div>"
    foot = '<div>Storgatan 1, <a href="mailto:x@y.example">skriv till oss</a></div>'

    assert len(texts(f'<div><a href="/">Start</a></div>{longest}{foot}')) == 1


FRAMES = {
    "navigation": "<nav><p>Start</p></nav>",
    "a menu by role": '<div role="navigation"><p>Start</p></div>',
    "a menu by name": '<ul class="huvudmeny"><li><a href="/">Start</a></li><li><a href="/x">Kontakt</a></li></ul>',
    "crumbs": '<div class="breadcrumbs"><a href="/">Start</a> / <a href="/plan">Planer</a></div>',
    "related links": '<aside><a href="/x">Läs mer om biblioteken</a></aside>',
    "a banner": '<header><a href="/">Kommunen</a></header>',
    "the site's footer": "<footer>Växel 0123-45 67 89</footer>",
    "a question about cookies": '<div id="cookie-banner">Vi använder kakor. <button>Godkänn</button></div>',
    "a dialogue": '<div role="dialog"><p>Vi använder kakor.</p></div>',
    "a plain button": "<button>Skriv ut</button>",
}


@pytest.mark.parametrize("name", FRAMES)
def test_the_frame_of_a_page_is_left_out(name: str) -> None:
    found = read(f"{FRAMES[name]}{TITLE}<p>Planen gäller till 2027.</p>")

    assert [element.text for element in found.elements] == ["Biblioteksplan", "Planen gäller till 2027."]
    assert not found.hides_text


STYLE = "<style>{}</style>"
HIDDEN = {
    "by style": ("", '<p style="color: red; DISPLAY: none !important">Dolt.</p>'),
    "by visibility": ("", '<p style="visibility:hidden">Dolt.</p>'),
    "by no size": ("", '<p style="font-size:0">Dolt.</p>'),
    "by no opacity": ("", '<p>Syns. <span style="opacity: 0.0">Dolt.</span></p>'),
    "off the screen": ("", '<p style="position:absolute;left:-9999px">Dolt.</p>'),
    "by attribute": ("", "<section hidden><p>Dolt.</p></section>"),
    "from all but eyes": ("", '<p aria-hidden="true">Dolt.</p>'),
    "deleted": ("", "<p>Syns. <del>Dolt.</del></p>"),
    "deleted paragraphs": ("", "<del><p>Dolt.</p></del>"),
    "by Word": ("", '<p>Syns. <span style="mso-hide:all">Dolt.</span></p>'),
    "by a class": (STYLE.format(".arbetsnot { display: none }"), '<p class="arbetsnot">Dolt.</p>'),
    "by an inherited class": (STYLE.format("div.not p {visibility: hidden}"), '<div class="not"><p>Dolt.</p></div>'),
    "on screens": (STYLE.format("@media screen { #not { display:none } }"), '<p id="not">Dolt.</p>'),
    "by the stronger of two rules": (
        STYLE.format("p#not {display:none} p {display:block}"),
        '<p id="not">Dolt.</p>',
    ),
    "off the right edge": ("", '<p style="position:absolute;right:-9999px">Dolt.</p>'),
    "moved off the screen": ("", '<p style="transform: translateX(-9999px)">Dolt.</p>'),
    "pushed off the screen": ("", '<p style="margin-left:-9999px">Dolt.</p>'),
    "in a box without height": ("", '<div style="max-height:0; overflow:hidden"><p>Dolt.</p></div>'),
    "cut off": ("", '<p style="position:absolute;clip:rect(1px, 1px, 1px, 1px)">Dolt.</p>'),
    "cut off by a path": ("", '<p style="clip-path: inset(50%)">Dolt.</p>'),
    "scaled to nothing": ("", '<p style="transform:scale(0)">Dolt.</p>'),
    "skipped by the browser": ("", '<p style="content-visibility:hidden">Dolt.</p>'),
    "in no colour": ("", '<p style="color:transparent">Dolt.</p>'),
    "by a font of no size": (STYLE.format(".not {font: 0/0 a}"), '<p class="not">Dolt.</p>'),
    "on wide screens": (
        STYLE.format("@media only screen and (min-width: 40em) {#not {display:none}}"),
        '<p id="not">Dolt.</p>',
    ),
    "where the browser can": (
        STYLE.format("@supports (display: grid) {@layer a {#not {display:none}}}"),
        '<p id="not">Dolt.</p>',
    ),
    "around what is shown": ("", '<div style="visibility:hidden">Dolt. <p style="visibility:visible">Syns.</p></div>'),
    "in a cell": ("", '<table><tr><td>Mål</td><td>År <span hidden="">Dolt.</span></td></tr></table>'),
    "in a heading": ("", '<h2>Mål <span style="display:none">Dolt.</span></h2>'),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_is_left_out_and_noted(name: str) -> None:
    head, body = HIDDEN[name]
    found = read(f"<p>Planen.</p>{body}", head)

    assert "Dolt" not in " ".join(element.text for element in found.elements)
    assert found.elements[0].text == "Planen."
    assert found.hides_text


SHOWN = {
    "a closed part": ("", '<button aria-controls="a">Mål</button><div id="a" hidden><p>Syns.</p></div>'),
    "a closed part by class": (
        STYLE.format(".panel {display: none}"),
        '<h2><button aria-expanded="false">Mål</button></h2><div class="panel"><p>Syns.</p></div>',
    ),
    "a tab": ("", '<div role="tabpanel" hidden><p>Syns.</p></div>'),
    "text that a search opens": ("", '<div hidden="until-found"><p>Syns.</p></div>'),
    "closed details": ("", "<details><summary>Mål</summary><p>Syns.</p></details>"),
    "text hidden on paper": (STYLE.format("@media print { p {display:none} }"), "<p>Syns.</p>"),
    "text hidden on small screens": (STYLE.format("@media (max-width: 400px) { p {display:none} }"), "<p>Syns.</p>"),
    "text shown by a stronger rule": (
        STYLE.format("p {display:none} .mal {display:block}"),
        '<p class="mal">Syns.</p>',
    ),
    "text shown by its own style": (STYLE.format("p {display:none}"), '<p style="display:block">Syns.</p>'),
    "text turned on again": (
        STYLE.format("ul {font-size:0} li {font-size:1rem}"),
        "<ul>\n<li>Syns.</li>\n</ul>",
    ),
    "letters painted by their background": ("", '<p style="color:transparent;background-clip:text">Syns.</p>'),
    "a box that cuts what is too long": ("", '<div style="max-height:90em;overflow:hidden"><p>Syns.</p></div>'),
    "text that an animation moves": ("", '<p style="transform: translateY(-100%)">Syns.</p>'),
    "an empty hidden element": ("", "<p>Syns.</p><span hidden> </span>"),
}


@pytest.mark.parametrize("value", ["rect(" + "{}" * 20_000, "rect(0" + "{}0" * 20_000, "{}" * 20_000 + "x"])
@pytest.mark.parametrize("blank", [" ", ",", ", "])
def test_long_styles_take_no_longer_than_their_length(value: str, blank: str) -> None:
    style = value.replace("{}", blank)

    assert texts(f'<style media="screen{style}">p {{clip: {style}}}</style><p style="clip: {style}">Syns.</p>') == [
        "Syns."
    ]


@pytest.mark.parametrize("name", SHOWN)
def test_text_that_a_reader_can_see_is_read(name: str) -> None:
    head, body = SHOWN[name]
    found = read(body, head)

    assert found.elements[-1].text == "Syns."
    assert not found.hides_text


LANGUAGES = {
    "of a paragraph": ('<p>Sv.</p><p lang="yi">Yi.</p><p>Sv.</p>', ["", "yi", ""]),
    "of a part": ('<p>Sv.</p><div lang="fi-FI"><h2>Fi</h2><p>Fi.</p></div><p>Sv.</p>', ["", "fi", "fi", ""]),
    "of items": ('<ul><li>Sv</li><li lang="se">Se</li><li lang="se">Se</li></ul>', ["", "se"]),
    "of no language": ('<p lang="und">Text.</p><p lang="svenska">Text.</p>', ["", ""]),
    "of a table": ('<table lang="en"><tr><td>A</td><td>B</td></tr></table>', ["en"]),
}


@pytest.mark.parametrize("name", LANGUAGES)
def test_declared_languages_are_kept(name: str) -> None:
    body, expected = LANGUAGES[name]

    assert [element.language for element in read(body).elements] == expected


@pytest.mark.parametrize(("declared", "expected"), [("sv", ""), ("fi", "fi")])
def test_swedish_of_a_whole_page_says_nothing(declared: str, expected: str) -> None:
    found = html_content(f'<html lang="{declared}"><body><p>Text.</p></body></html>'.encode())

    assert [element.language for element in found.elements] == [expected]


RUNNING = {
    "a note": ("Enligt bibliotekslagen<sup>1</sup> ska planen antas.", "Enligt bibliotekslagen ska planen antas."),
    "a linked note": (
        'Enligt bibliotekslagen<a href="#_ftn1">[1]</a> ska planen antas.',
        "Enligt bibliotekslagen ska planen antas.",
    ),
    "a note after a stop": ("Planen antas.<sup>12</sup> Den gäller.", "Planen antas. Den gäller."),
    "a note after a year": ("Antagen 2023<sup>2</sup> av nämnden.", "Antagen 2023 av nämnden."),
    "a typed note": ("Enligt bibliotekslagen\u00b9 ska planen antas.", "Enligt bibliotekslagen ska planen antas."),
    "a note's own number": ("<sup>1</sup>Se bibliotekslagen.", "1 Se bibliotekslagen."),
    "an area": ("Lokalen är 300 m<sup>2</sup> stor.", "Lokalen är 300 m² stor."),
    "a power": ("Om 10<sup>3</sup> böcker.", "Om 10³ böcker."),
    "a fraction": ("Om <sup>1</sup>/<sub>2</sub> år.", "Om 1/2 år."),
    "a broken word": ("Våra biblioteks-<br>lokaler är öppna.", "Våra bibliotekslokaler är öppna."),
    "a suspended hyphen": ("Kultur-<br>och fritidsnämnden beslutar.", "Kultur- och fritidsnämnden beslutar."),
    "spaced letters": ("B I B L I O T E K i Skogsby", "BIBLIOTEK i Skogsby"),
    "single letters": ("Alternativ A B C D E", "Alternativ A B C D E"),
    "figures and years": ("10 000 böcker under läsåret 2024/2025. Wi-fi finns.",) * 2,
}  # fmt: skip


@pytest.mark.parametrize("name", RUNNING)
@pytest.mark.parametrize("around", ["<p>{}</p>", "<h2>{}</h2>", "<table><tr><td>{}</td><td>Mål</td></tr></table>"])
def test_running_text(name: str, around: str) -> None:
    written, expected = RUNNING[name]

    assert [text.removesuffix("\tMål") for text in texts(around.format(written))] == [expected]

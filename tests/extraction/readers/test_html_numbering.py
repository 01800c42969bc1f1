"""Numbers that a browser sets before headings and items, as Chromium shows them."""

from __future__ import annotations

import pytest

from extraction.readers.html import html_content

SECTIONS = """body {counter-reset: mal} h2 {counter-reset: del; counter-increment: mal}
h2::before {content: counter(mal) ". "} h3:before {counter-increment: del}
h3:before {content: counter(mal) "." counter(del) " "}"""
NESTED = """ol {list-style: none; counter-reset: punkt} li {counter-increment: punkt}
li::before {content: counters(punkt, ".") " "}"""

NUMBERED = {
    "items": ("", "<ol><li>Läsa<li>Skriva</ol>", ["1. Läsa\n2. Skriva"]),
    "items from a number": (
        "",
        '<ol start="4"><li>Läsa<li value="9">Skriva<li>Tala</ol>',
        ["4. Läsa\n9. Skriva\n10. Tala"],
    ),
    "items backwards": ("", "<ol reversed><li>Tre<li>Två<li>Ett</ol>", ["3. Tre\n2. Två\n1. Ett"]),
    "items backwards from a number": ("", "<ol reversed start=0><li>Noll<li>Under</ol>", ["0. Noll\n-1. Under"]),
    "letters": ("", "<ol type=A><li>Läsa<li>Skriva</ol>", ["A. Läsa\nB. Skriva"]),
    "Roman figures": ("ol {list-style: inside lower-roman}", "<ol start=4><li>Läsa</ol>", ["iv. Läsa"]),
    "paragraphs in items": (
        "",
        "<ol><li><p>Läsa</p><p>mer</p><li> <div>Skriva</div></ol>",
        ["1. Läsa\nmer\n2. Skriva"],
    ),
    "a list within": (
        "",
        "<ol><li>Läsa<ol type=a><li>själv<li>andra</ol><li>Skriva</ol>",
        ["1. Läsa\na. själv\nb. andra\n2. Skriva"],
    ),
    "a list that goes on": (
        "",
        "<ol><li>Läsa</ol><p>Mellan.</p><ol start=2><li>Tala</ol>",
        ["1. Läsa", "Mellan.", "2. Tala"],
    ),
    "in a cell": ("", "<table><tr><td>Mål<td>År<tr><td><ol><li>Läsa</ol><td>2025</table>", ["Mål\tÅr\n1. Läsa\t2025"]),
    "headings in items": ("", "<ol><li><h2>Mål</h2><p>Läsa.</p></ol>", ["1. Mål", "Läsa."]),
    "no numbers": ("ol {list-style-type: none}", "<ol><li>Läsa</ol>", ["Läsa"]),
    "bullets": ("", "<ul><li>Läsa</ul>", ["Läsa"]),
    "items that are boxes": ("li {display: flex}", "<ol><li>Läsa</ol>", ["Läsa"]),
    "items without a shown one": ("", "<ol><li>Läsa<li hidden>Dolt<li>Tala</ol>", ["1. Läsa\n2. Tala"]),
    "counted headings": (
        SECTIONS,
        "<h1>Plan</h1><h2>Barn</h2><h3>Bok</h3><h3>Film</h3><h2>Vuxna</h2><h3>Bok</h3>",
        ["Plan", "1. Barn", "1.1 Bok", "1.2 Film", "2. Vuxna", "2.1 Bok"],
    ),
    "counted chapters": (
        'section {counter-increment: k} section h2::before {content: "Kapitel " counter(k, upper-roman) ": "}',
        "<section><h2>Barn</h2></section><section><h2>Vuxna</h2></section>",
        ["Kapitel I: Barn", "Kapitel II: Vuxna"],
    ),
    "counted items": (
        NESTED,
        "<ol><li>Barn<ol><li>Bok<li>Film</ol><li>Vuxna</ol>",
        ["1 Barn\n1.1 Bok\n1.2 Film\n2 Vuxna"],
    ),
    "signs before a heading": ('h2::before {content: "» "}', "<h2>Barn</h2>", ["Barn"]),
    "a counter that is wrong": ("h2::before {content: counter()}", "<h2>Barn</h2>", ["0 Barn"]),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_numbers_that_the_browser_sets_are_read(name: str) -> None:
    style, body, expected = NUMBERED[name]
    page = f"<!doctype html><head><style>{style}</style></head><body><main>{body}</main></body>"

    assert [element.text for element in html_content(page.encode()).elements] == expected


def test_crumbs_in_an_ordered_list_are_still_a_frame() -> None:
    crumbs = '<ol class="breadcrumbs"><li><a href="/">Start</a><li><a href="/p">Plan</a></ol>'

    assert [element.text for element in html_content(f"{crumbs}<p>Planen.</p>".encode()).elements] == ["Planen."]

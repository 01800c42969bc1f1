"""Running headers are left out, but never headings, the head of a table or the whole text."""

from __future__ import annotations

import pytest

from extraction.layout import Bookmark, PageLayout, Word
from extraction.structure import structure


def page(number: int, *lines: tuple[str, float], has_graphics: bool = False) -> PageLayout:
    words = [Word(text, 70, top, 200, top + 12, top + 10, place, 11, False) for place, (text, top) in enumerate(lines)]
    return PageLayout(number, 595, 842, words=words, has_graphics=has_graphics)


HEADER = ("Biblioteksplan", 40)
DOCUMENTS = {
    "a header over text": ([page(n, HEADER, (f"Stycke{'abc'[n - 1]}", 400)) for n in (1, 2, 3)], 3),
    "nothing but headers": ([page(n, HEADER) for n in (1, 2, 3)], 3),
    "nothing but page numbers": ([page(n, (str(n), 800)) for n in (1, 2, 3)], 3),
    "a stamp on each page of a scan": ([page(n, HEADER, has_graphics=True) for n in (1, 2, 3)], 0),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_number_of_passages_that_are_left(name: str) -> None:
    pages, expected = DOCUMENTS[name]

    passages, _labels = structure(pages, [], lambda _text: str.isalpha)

    assert len(passages) == expected


def sheet(number: int, *lines: tuple[str, float, float, bool], left: float = 70) -> PageLayout:
    """A page of lines, each with its top, size and weight, over a line of running text."""
    words = []
    for place, (text, top, size, bold) in enumerate([*lines, ("text " * 10 + "abcdefghij"[number], 400, 11, False)]):
        at = left
        for word in text.split():
            words.append(Word(word, at, top, at + 5 * len(word), top + size, top + size, place, size, bold))
            at += 5 * len(word) + 4
    return PageLayout(number, 595, 842, words=words)


def first_lines(texts: list[str], size: float = 11, bold: bool = False, top: float = 60, first: int = 2) -> list[str]:
    """What is left of the lines that stand on top of pages, the first of them on page `first`."""
    pages = [sheet(number) for number in range(1, first)]
    pages += [sheet(number, (text, top, size, bold)) for number, text in enumerate(texts, start=first)]
    passages, _labels = structure(pages, [], lambda _text: str.isalpha)
    return [passage.text for passage in passages if not passage.text.startswith("text")]


GOALS = ["Mål 1", "Mål 2", "Mål 3", "Mål 4"]
YEARS = ["Verksamhetsåret 2023", "Verksamhetsåret 2024", "Verksamhetsåret 2025"]
DAYS = ["Möte den 3 mars 2024", "Möte den 17 april 2024", "Möte den 2 maj 2024", "Möte den 11 juni 2024"]


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (GOALS, {"size": 16}),
        (GOALS, {"bold": True}),
        (YEARS, {"size": 14}),
        (DAYS, {}),
        (["2024", "2025", "2027"], {"size": 24}),
        (
            ["Aktiviteter", "Resurser för 1", "Uppföljning", "Aktiviteter", "Läget", "Slutsats", "Aktiviteter"],
            {"size": 18},
        ),
    ],
)
def test_headings_on_top_of_pages_stay(texts: list[str], style: dict) -> None:
    assert first_lines(texts, **style) == texts


def test_bookmarked_headings_on_top_of_pages_stay() -> None:
    pages = [sheet(number, (f"Kapitel {number} i planen", 60, 11, False)) for number in (1, 2, 3, 4)]
    bookmarks = [Bookmark(f"Kapitel {number} i planen", 1, number, None) for number in (1, 2, 3, 4)]

    passages, _labels = structure(pages, bookmarks, lambda _text: str.isalpha)

    assert [passage.text for passage in passages if passage.level] == [bookmark.title for bookmark in bookmarks]


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["Biblioteksplan 2024–2027"] * 3, {"size": 14}),
        ([f"Sida {number} av 12" for number in (2, 3, 4)], {"size": 14}),
        ([f"Biblioteksplan för Alby {number}" for number in (1, 2, 3)], {}),
        ([f"2024-05-13 {number} (12)" for number in (2, 3, 4)], {"bold": True}),
        ([f"- {number} -" for number in (2, 3, 4)], {}),
        (["Plan 2", "Plan 3", "Plan 2", "Plan 3", "Plan 2"], {}),
    ],
)
def test_running_headers_with_numbers_are_left_out(texts: list[str], style: dict) -> None:
    assert first_lines(texts, **style) == []


def row(cells: dict[float, str], top: float, line: int) -> list[Word]:
    return [
        Word(word, left + 30 * at, top, left + 30 * at + 28, top + 11, top + 11, line * 10 + place, 11, False)
        for place, (left, text) in enumerate(cells.items())
        for at, word in enumerate(text.split())
    ]


def test_the_head_of_a_table_stays_on_every_page() -> None:
    pages = []
    for number in (1, 2, 3, 4):
        cells = [{70: f"Läsa {number}{at}", 250: "Biblioteket", 400: f"20{at}{number}"} for at in range(4)]
        rows = [{70: "Mål", 250: "Ansvar", 400: "När"}, *cells]
        words = [word for place, found in enumerate(rows) for word in row(found, 60 + 20 * place, place)]
        pages.append(PageLayout(number, 595, 842, words=words))

    passages, _labels = structure(pages, [], lambda _text: str.isalpha)

    assert [passage.text.splitlines()[0] for passage in passages] == ["Mål\tAnsvar\tNär"] * 4

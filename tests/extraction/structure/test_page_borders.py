"""Words that a page border, or the line ends within a cell, break in two."""

from __future__ import annotations

import pytest

from extraction.layout import PageLayout, Word
from extraction.structure import structure
from extraction.types import PassageKind

WORDS = {"läsfrämjande", "biblioteksplan", "folkbildningen"}


def page(number: int, *lines: str, size: float = 11) -> PageLayout:
    """Lines from 600 points, the last in the size of a note when it is one."""
    words = []
    for place, text in enumerate(lines):
        letter = 8 if text.startswith("Not:") else size
        top = 600 + 14 * place + (30 if text.startswith("Not:") else 0)
        for at, word in enumerate(text.split()):
            words.append(Word(word, 70 + 60 * at, top, 120 + 60 * at, top + letter, top + letter, place, letter, False))
    return PageLayout(number, 595, 842, words=words)


def read(*pages: PageLayout) -> list[tuple[int, str]]:
    passages, _labels = structure(pages, [], lambda _text: WORDS.__contains__)
    return [(passage.page, passage.text) for passage in passages]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["Alla når läs-"], ["främjande, och mer."], [(1, "Alla når läsfrämjande,"), (2, "och mer.")]),
        (["Vår biblioteks\u2010"], ["plan gäller."], [(1, "Vår biblioteksplan"), (2, "gäller.")]),
        (
            ["Alla når läs-", "Not: mer."],
            ["främjande nu."],
            [(1, "Alla når läsfrämjande"), (1, "Not: mer."), (2, "nu.")],
        ),
        (["Alla når läs-"], ["främjande"], [(1, "Alla når läsfrämjande")]),
        (["För barn-"], ["och unga."], [(1, "För barn-"), (2, "och unga.")]),
        (["Hela läs-"], ["Främjande är allt."], [(1, "Hela läs-"), (2, "Främjande är allt.")]),
        (["Hela qwx-"], ["zyx är allt."], [(1, "Hela qwx-"), (2, "zyx är allt.")]),
    ],
)
def test_a_word_broken_by_a_page_border_belongs_to_the_first_page(
    first: list[str], second: list[str], expected: list[tuple[int, str]]
) -> None:
    read_later = read(page(1, "Titel"), page(2, *first), page(3, *second))[1:]
    assert [(number - 1, text) for number, text in read_later] == expected


def test_boxes_of_the_words_around_a_page_border_stay_right() -> None:
    passages, _labels = structure(
        [page(1, "når läs-"), page(2, "främjande, och mer")], [], lambda _text: WORDS.__contains__
    )

    assert [[passage.text[box.start : box.end] for box in passage.boxes] for passage in passages] == [
        ["når", "läsfrämjande,"],
        ["och", "mer"],
    ]


def test_words_broken_within_cells_are_put_together() -> None:
    cells = [
        ("Insats", "Ansvar"),
        ("Mer läs-", "folkbild-"),
        ("främjande", "ningen"),
        ("Ny biblioteks-", "Nämnden"),
        ("plan", ""),
    ]
    words = [
        Word(word, left + 45 * at, 200 + 14 * y, left + 45 * at + 43, 211 + 14 * y, 211 + 14 * y, 10 * y + x, 11, False)
        for y, line in enumerate(cells)
        for x, (text, left) in enumerate(zip(line, (70, 300), strict=True))
        for at, word in enumerate(text.split())
    ]

    passages, _labels = structure([PageLayout(1, 595, 842, words=words)], [], lambda _text: WORDS.__contains__)

    table = "Insats\tAnsvar\nMer läsfrämjande\tfolkbildningen\nNy biblioteksplan\tNämnden"
    assert [(passage.kind, passage.text) for passage in passages] == [(PassageKind.TABLE, table)]

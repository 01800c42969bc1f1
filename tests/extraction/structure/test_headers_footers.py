"""Running headers are left out, but never the whole text."""

from __future__ import annotations

import pytest

from extraction.layout import PageLayout, Word
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

    passages, _labels = structure(pages, [], lambda _word: True)

    assert len(passages) == expected

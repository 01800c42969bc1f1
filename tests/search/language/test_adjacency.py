"""Which words stand together, and which compounds are written in two words that share the last part."""

from __future__ import annotations

import pytest

from search.language import analyse, elliptic, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kulturens skola", [["kulturens", "skola"]]),
        ("kultur-\nskola", [["kultur", "skola"]]),
        ("kultur\u2010skola", [["kultur", "skola"]]),
        ("kultur\r\n  skola", [["kultur", "skola"]]),
        ("kultur, skola", [["kultur"], ["skola"]]),
        ("Kultur. Skola", [["kultur"], ["skola"]]),
        ("kultur – skola", [["kultur"], ["skola"]]),
        ("kultur (skola)", [["kultur"], ["skola"]]),
        ("kultur/skola", [["kultur"], ["skola"]]),
        ("• Kultur\n• Skola", [["kultur"], ["skola"]]),
        ("KB:s uppdrag", [["kb", "uppdrag"]]),
        ("17 och 18 §§", [["BL:17", "BL:18"]]),
        ("", []),
    ],
)
def test_words_stand_together(text: str, expected: list[list[str]]) -> None:
    assert [[token.exact for token in run] for run in runs(text, analyse(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("folk- och skolbibliotek", [("folk", "skolbibliotek")]),
        ("Folk- eller\nskolbiblioteken", [("folk", "skolbiblioteken")]),
        ("folk\u2010 samt skolbibliotek", [("folk", "skolbibliotek")]),
        ("folk-/skolbibliotek", [("folk", "skolbibliotek")]),
        ("folk- och/eller skolbibliotek", [("folk", "skolbibliotek")]),
        ("folk-, skol- och sjukhusbibliotek", [("folk", "sjukhusbibliotek"), ("skol", "sjukhusbibliotek")]),
        ("e- och ljudböcker", [("e", "ljudböcker")]),
        ("folk och skolbibliotek", []),
        ("folk- och bok", []),
        ("folk- och många skolbibliotek", []),
        ("folk-. Och skolbibliotek", []),
        ("biblioteks-\nverksamhetsplan", []),
        ("folk-", []),
        ("- och -", []),
    ],
)
def test_compounds_share_a_last_part(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(first.exact, compound.exact) for first, compound in elliptic(text, analyse(text))] == expected


def test_a_first_part_has_the_parts_that_it_has_within_a_compound() -> None:
    assert [token.parts for token in analyse("kvinno-, folkbiblioteks- och ungdomsråd")][:2] == [
        ("kvinn",),
        ("folk", "bibliotek"),
    ]

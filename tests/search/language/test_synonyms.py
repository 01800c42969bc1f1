from __future__ import annotations

import pytest

from search.language import longest_name, synonyms


def names(words: str) -> set[str]:
    return {synonym.name for synonym in synonyms(words)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KB", {"Kungliga biblioteket", "Kungl. biblioteket", "nationalbiblioteket"}),
        ("Kungliga biblioteket", {"KB", "Kungl. biblioteket", "nationalbiblioteket"}),
        ("romani chib", {"romska", "romani", "romer"}),
        ("funktionsnedsättningar", {"funktionshinder", "funktionsvariation", "personer med funktionsnedsättning"}),
        ("armlängds avstånd", {"armslängds avstånd", "armlängdsprincipen", "armlängd"}),
        ("agenda 2030", {"globala målen", "hållbarhet"}),
        ("meankieli", {"meänkieli", "tornedalsfinska"}),
        ("gällande", set()),
        ("giltig", set()),
        ("verksamhetsplan", set()),
        ("handlingsplan", set()),
        ("län", set()),
        ("", set()),
    ],
)
def test_expansions(words: str, expected: set[str]) -> None:
    assert names(words) == expected


def test_a_synonym_ranks_above_a_related_term_and_below_the_word() -> None:
    assert [(found.phrase, found.weight) for found in synonyms("MIK")][:2] == [
        (("medie", "och", "informationskunnighet"), 0.6),
        (("informationskompetens",), 0.4),
    ]
    assert longest_name() == 4

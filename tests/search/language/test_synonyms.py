from __future__ import annotations

import pytest

from search.language import longest_name, synonyms

PERSONS = "personer med funktionsnedsättning"


def names(words: str, *, related: bool = False) -> set[str]:
    return {synonym.name for synonym in synonyms(words) if synonym.related is related}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KB", {"Kungliga biblioteket", "Kungl. biblioteket", "nationalbiblioteket"}),
        ("Kungliga biblioteket", {"KB", "Kungl. biblioteket", "nationalbiblioteket"}),
        ("romani chib", {"romska", "romani"}),
        ("funktionsnedsättningar", {"funktionshinder", "funktionshindrad", "funktionsvariation", PERSONS}),
        ("funktionshindrade", {"funktionsnedsättning", "funktionshinder", "funktionsvariation", PERSONS}),
        ("armlängds avstånd", {"armslängds avstånd", "armlängdsprincipen", "armlängd"}),
        ("meankieli", {"meänkieli", "tornedalsfinska"}),
        ("suomi", {"finska"}),
        ("sámegiella", {"samiska"}),
        ("agenda 2030", set()),
        ("punktskrift", set()),
        ("beredskap", set()),
        ("läsfrämjande", set()),
        ("gällande", set()),
        ("giltig", set()),
        ("verksamhetsplan", set()),
        ("län", set()),
        ("", set()),
    ],
)
def test_names_of_the_same_thing(words: str, expected: set[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("agenda 2030", {"globala målen", "hållbarhet"}),
        ("punktskrift", {"tillgängliga medier", "talbok", "Legimus", "Boken kommer", "äppelhylla"}),
        ("beredskap", {"krisberedskap", "totalförsvar", "civilt försvar", "desinformation"}),
        ("desinformation", {"källkritik", "faktagranskning"}),
        ("synskadade", {"blind", "funktionsnedsättning", "tillgängliga medier"}),
        ("blinda", {"synnedsättning", "funktionsnedsättning", "tillgängliga medier"}),
        ("yttrandefriheten", {"fri åsiktsbildning", "åsiktsfrihet"}),
        ("sápmi", {"samiska", "samer"}),
        ("län", set()),
    ],
)
def test_related_words(words: str, expected: set[str]) -> None:
    assert names(words, related=True) == expected


def test_names_of_the_same_thing_come_before_related_words() -> None:
    assert [found.related for found in synonyms("MIK")] == [False, True, True]
    assert synonyms("MIK")[0].phrase == ("medie", "och", "informationskunnighet")
    assert longest_name() == 4

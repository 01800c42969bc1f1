"""Kinds and variants by the title of a document."""

import pytest

from library_plans.choices import EditionVariant, PlanKind
from library_plans.suggestions import suggest_plan

LONG = "Kommunens biblioteksplan tas upp här i en mening som inte är någon titel, " + "utan löpande text " * 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Berga kommun\nBiblioteksplan 2024–2027", PlanKind.MUNICIPAL),
        ("Biblioteksplan med skolbiblioteksplan", PlanKind.MUNICIPAL),
        ("Läsande stad. Strukturplan för stadens bibliotek", PlanKind.MUNICIPAL),
        ("Plan för biblioteken i Älvdalens kommun", PlanKind.MUNICIPAL),
        ("Skolbiblioteksplan för Berga kommun", PlanKind.SCHOOL),
        ("Plan för skolbiblioteken i Växjö kommun", PlanKind.SCHOOL),
        ("Regional biblioteksplan Sörmland 2019–2022", PlanKind.REGIONAL),
        ("Biblioteksplan för Region Gävleborg", PlanKind.REGIONAL),
        ("Biblioteksstrategi för Berga", PlanKind.STRATEGY),
        ("Kulturplan 2024–2027", PlanKind.CULTURE),
        ("Tillägg till biblioteksplan 2020–2023", PlanKind.SUPPLEMENT),
    ],
)
def test_the_kind_is_read_from_the_title(text, kind):
    assert suggest_plan([text]).kind.value == kind


@pytest.mark.parametrize("text", ["Verksamhetsberättelse", "Bibliotek för alla", LONG, ""])
def test_other_titles_tell_no_kind(text):
    assert suggest_plan([text]).kind is None


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("Biblioteksplan\nRemissversion", EditionVariant.CONSULTATION),
        ("Förslag till biblioteksplan", EditionVariant.CONSULTATION),
        ("Samrådshandling", EditionVariant.CONSULTATION),
        ("Biblioteksplan på lätt svenska", EditionVariant.EASY),
        ("Lättläst version", EditionVariant.EASY),
        ("Biblioteksplan. Kortversion", EditionVariant.SHORT),
        ("Biblioteksplan\nFörslaget var på remiss till samtliga nämnder.", EditionVariant.ADOPTED),
        ("", EditionVariant.ADOPTED),
    ],
)
def test_the_variant_is_read_from_short_lines(text, variant):
    assert suggest_plan([text]).variant.value == variant

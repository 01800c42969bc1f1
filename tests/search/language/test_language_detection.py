from __future__ import annotations

import pytest

from search.language import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Biblioteket ska vara en plats för alla och det ska vara öppet.", "sv"),
        ("Bibliotekarier, lokaler, medier, budget, statistik", "sv"),
        ("Antagen 2020-05-18", "sv"),
        ("", "sv"),
        ("The library is a place for all and it should be open to everyone.", "en"),
        ("Kirjasto on paikka, joka on kaikille avoin ja jossa voi lainata kirjoja.", "fi"),
        ("Girjerádju lea báiki buohkaide ja dat galgá leat rabas.", "se"),
        ("Die Bibliothek ist ein Ort für alle und soll für die Menschen geöffnet sein.", "de"),
        ("Biblioteket er en plass for alle og skal være åpent etter stengetid.", "no"),
        ("Biblioteket er et sted for alle og skal være åbent efter lukketid.", "da"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert guess_language(text) == code

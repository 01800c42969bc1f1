from __future__ import annotations

import pytest

from search.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Biblioteket ska vara en plats för alla och det ska vara öppet.", "sv"),
        ("I kommunen finns fyra bibliotek, och vi når även dem som inte kan komma till oss.", "sv"),
        ("Om föryngring av en art saknas i byn ska den tillfälliga förekomsten anges för året.", "sv"),
        ("Bibliotekarier, lokaler, medier, budget, statistik", "und"),
        ("Antagen 2020-05-18", "und"),
        ("", "und"),
        ("Anna Andersson, Bo Ek, Cecilia Dahl, Dan Eriksson, Eva Falk, Filip Grahn", "und"),
        ("The library is a place for all and it should be open to everyone.", "en"),
        ("Kirjasto on paikka, joka on kaikille avoin ja jossa voi lainata kirjoja.", "fi"),
        ("Girjerádju lea báiki buohkaide ja dat galgá leat rabas.", "se"),
        ("Die Bibliothek ist ein Ort für alle und soll für die Menschen geöffnet sein.", "de"),
        ("Biblioteket er en plass for alle og skal være åpent etter stengetid.", "no"),
        ("Biblioteket er et sted for alle og skal være åbent efter lukketid.", "da"),
        ("La bibliothèque est un lieu pour tous et elle est ouverte à toute la commune.", "fr"),
        ("La biblioteca es un lugar para todos y la casa de los libros de la ciudad.", "es"),
        ("Raamatukogu on koht, mis on kõigile avatud ja kus igal inimesel on õigus lugeda.", "et"),
        ("Mie oon Pajalasta ja met puhuma meänkieltä ko met olema kirjastossa, ette se ellää.", "fit"),
        ("Kirjastossa puhuthaan meänkieltä, ja het saava lainata kirjoja kans kotia.", "fit"),
        ("O romane lila si ande biblioteka thaj von si sa e manušenge, kaj godi trajin.", "rom"),
        ("Gærjagåetie lea sijjie gosse gaajhkh maehtieh båetedh jïh daate edtja aaj goerehtamme.", "sma"),
        ("Kitêbxane ji bo hemû kesan vekirî ye û her kes dikare li wê derê bixwîne.", "ku"),
        ("די ביבליאָטעק איז אַן אָרט פֿאַר אַלעמען און זי איז אָפֿן.", "yi"),
        ("הספרייה היא מקום לכל אחד והיא פתוחה לציבור בכל יום.", "he"),
        ("المكتبة مكان للجميع وهي مفتوحة لكل الناس في البلدية كل يوم.", "ar"),
        ("Библиотека открыта для всех жителей и каждый может взять книгу домой.", "ru"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert detect_language(text) == code

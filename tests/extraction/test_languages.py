"""The language of passages, and what depends on it: words at line ends and whether a text is in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extraction.languages import document_language, with_languages
from extraction.types import PassageKind, ReadPassage, TextState
from library_plans.importer.pipeline import read_file
from tests.extraction import office
from tests.extraction.hostile import TEXT

FINNISH = "Kirjasto on paikka, joka on kaikille avoin, ja siellä voi lainata kirjoja sekä tavata muita ihmisiä."
ROMANI = "O romane lila si ande biblioteka thaj von si sa e manušenge, kaj godi trajin ando them thaj ande foro."
NAMES = "Anna Andersson, Bo Ek, Cecilia Dahl, Dan Eriksson, Eva Falk, Filip Grahn, Gun Holm, Harry Isaksson"
MAORI = "ko wai te ingoa o tenei whare pukapuka me nga tangata katoa e haere mai ana " * 3


def passage(text: str, kind: PassageKind = PassageKind.PARAGRAPH) -> ReadPassage:
    return ReadPassage(1, kind, text)


def languages(*passages: ReadPassage, declared: str = "", main: str = "sv") -> list[str]:
    return [found.language for found in with_languages(passages, [declared] * len(passages), main)]


def test_a_heading_is_in_the_language_of_what_follows_it() -> None:
    heading = PassageKind.HEADING
    finnish = (passage("Tiivistelmä suomeksi", heading), passage(FINNISH))
    assert languages(passage(TEXT), *finnish, passage("Mål", heading), passage(TEXT)) == ["sv", "fi", "fi", "sv", "sv"]


def test_a_declared_language_wins_over_a_doubtful_guess_alone() -> None:
    assert languages(passage(NAMES), passage(TEXT), declared="fi", main="fi") == ["fi", "sv"]


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (TEXT, "sv", "sv"),
        (TEXT, "en", "sv"),
        (FINNISH * 3, "sv", "fi"),
        (ROMANI, "sv", "rom"),
        ("Bilaga 3", "sv", "sv"),
        (MAORI, "sv", "und"),
        (MAORI, "mi", "mi"),
    ],
)
def test_language_of_a_document(text: str, declared: str, language: str) -> None:
    assert document_language([text], declared) == language


def read(path: Path, name: str, data: bytes) -> tuple[TextState, str, set[str]]:
    (path / name).write_bytes(data)
    scratch = path / "scratch"
    scratch.mkdir()
    found = read_file(path / name, scratch, "sv", (), path / "ocr")
    passages = list(found.passages)
    return found.state, " ".join(one.text for one in passages), {one.language for one in passages}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("די ביבליאָטעק איז אַן אָרט פֿאַר אַלעמען און זי איז אָפֿן יעדן טאָג פֿון דער וואָך. ", "yi"),
        ("المكتبة مكان للجميع وهي مفتوحة لكل الناس في البلدية كل يوم من أيام الأسبوع. ", "ar"),
        (ROMANI, "rom"),
    ],
)
def test_a_document_that_holds_unicode_has_no_broken_font(text: str, language: str, tmp_path: Path) -> None:
    data = office.docx("".join(office.paragraph(text * 2, "") for _ in range(3)))

    state, _text, found = read(tmp_path, "plan.docx", data)

    assert (state, found) == (TextState.TEXT, {language})


FINNISH_LINES = (
    "Kunnan kirjastosuunnitelma koskee kaikkia asukkaita ja kirjas-",
    "toissa on aineistoa, joka on avoin kaikille.",
)
ENGLISH_LINES = (
    "The library is open to all who live in the munici-",
    "pality and it is the place of the children.",
)
SWEDISH_LINES = ("Biblioteket ska vara öppet för alla som bor i kom-", "munen och det ska nå barn och unga.")


@pytest.mark.parametrize(
    ("lines", "whole", "language"),
    [(FINNISH_LINES, "kirjastoissa", "fi"), (ENGLISH_LINES, "municipality", "en"), (SWEDISH_LINES, "kommunen", "sv")],
)
def test_words_at_line_ends_are_joined_in_their_language(
    lines: tuple[str, ...], whole: str, language: str, tmp_path: Path
) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    canvas = Canvas(str(tmp_path / "made.pdf"), pagesize=A4)
    canvas.setFont("Vera", 11)
    for number, line in enumerate(lines):
        canvas.drawString(70, 700 - 15 * number, line)
    canvas.save()

    state, text, found = read(tmp_path, "plan.pdf", (tmp_path / "made.pdf").read_bytes())

    assert (state, whole in text, found) == (TextState.TEXT, True, {language})

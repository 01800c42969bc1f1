"""When the text of a page is said to be in doubt."""

from __future__ import annotations

import pytest

from extraction.extraction_status import extraction_status
from extraction.quality import quality_of
from extraction.reasons import ExtractionReason, ReasonCode
from extraction.types import ReadPage, TextState
from search.language import is_known
from tests.extraction.hostile import SENTENCES, TEXT

SHIFTED = "".join(chr(ord(letter) + 3) if letter.isalpha() else letter for letter in TEXT)
GOOD = {
    "prose": (TEXT, True),
    "a short page": ("Bilaga 3 Qvx", True),
    "a table of numbers": ("2021 1 340 12,5 % 2022 1 402 13,1 % 2023 1 377 12,9 % " * 5, True),
    "codes": ("ABC-1234-X LKF0184 ISBN978-91-7 QX7 SFS2013:801 KUN2024/118 DNR55 " * 6, True),
    "names": ("Anna Andersson, Bo Eqvist, Cecilia Dahlgrenius, Dan Erixon, Eva Falkman, Filip Grahnström " * 4, True),
    "acronyms": ("KB SCB SKR DIGG MIK IKT PISA SFI BHS KUN " * 5, True),
    "Finnish": ("Kirjasto on avoin kaikille ja aineistoa hankitaan monilla kielillä lapsille ja nuorille " * 3, False),
    "Romani": ("O romane lila si ande biblioteka thaj von si sa e manušenge kaj godi trajin akana " * 3, False),
    "Yiddish": ("די ביבליאָטעק איז אַן אָרט פֿאַר אַלעמען און זי איז אָפֿן יעדן טאָג " * 3, False),
}
DOUBTFUL = {
    "shifted letters": (SHIFTED, True),
    "shifted letters in no language": (SHIFTED, False),
    "a short line of capitals within words": ("QlUPDVW HIWHU GHW nU ODJHQ WUlGHULNUDIW", True),
    "bars in words": ("bib|io~ek och b|b$otek samt l~s$ing " + TEXT, True),
    "lost blanks": ("".join(TEXT.split()[:5]) + " " + TEXT[:100], True),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_page_is_text(name: str) -> None:
    text, is_swedish = GOOD[name]

    assert quality_of([text], is_known).is_text(is_swedish)


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_garbled_page_is_doubtful(name: str) -> None:
    text, is_swedish = DOUBTFUL[name]

    assert not quality_of([text], is_known).is_text(is_swedish)


@pytest.mark.parametrize(
    ("poor", "pages", "state"), [(1, 1, "poor"), (1, 2, "text"), (1, 12, "text"), (2, 8, "poor"), (2, 12, "text")]
)
def test_one_doubtful_page_makes_no_document_poor_but_is_named(poor: int, pages: int, state: str) -> None:
    read = [ReadPage(number, TextState.POOR if number <= poor else TextState.TEXT) for number in range(1, pages + 1)]

    found, reasons = extraction_status(read, frozenset(), 5_000, True)

    assert (found, reasons) == (state, (ExtractionReason(ReasonCode.POOR_PAGES, ((1, poor),)),))


def test_sentences_of_the_examples_are_known() -> None:
    assert quality_of(SENTENCES, is_known).known > 0.9

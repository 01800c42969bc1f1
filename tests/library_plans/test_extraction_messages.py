"""Every reason that can be stored has its sentence in Swedish, with its parameters in place."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from extraction.reasons import ExtractionReason, ReasonCode, page_ranges
from library_plans.extraction_messages import ADVICE, MESSAGES, reason_text, reason_with_advice

PARAMETERS = {
    ReasonCode.POOR_PAGES: {"pages": ((1, 4), (7, 7))},
    ReasonCode.PAGES_WITHOUT_TEXT: {"pages": ((2, 2),)},
    ReasonCode.DAMAGED_PAGES: {"pages": ((2, 3),)},
    ReasonCode.OCR_PAGES: {"pages": ((1, 1),)},
    ReasonCode.HIDDEN_TEXT_ON_PAGES: {"pages": ((1, 3),)},
    ReasonCode.FILE_TOO_LARGE: {"limit": 50},
    ReasonCode.TOO_MANY_PAGES: {"limit": 2000},
    ReasonCode.TOO_MANY_PASSAGES: {"limit": 50_000},
}


@pytest.mark.parametrize("code", ReasonCode)
def test_every_code_has_a_sentence_in_swedish(code: ReasonCode) -> None:
    reason = ExtractionReason(code, **PARAMETERS.get(code, {}))
    with override("en"):
        english = reason_text(reason)
    with override("sv"):
        swedish = reason_text(reason)

    assert swedish != english
    assert [text.endswith(".") and "%" not in text for text in (swedish, english)] == [True, True]
    assert ExtractionReason.from_json(reason.as_json()) == reason


def test_only_codes_with_parameters_have_placeholders() -> None:
    assert {code for code in ReasonCode if "%(" in str(MESSAGES[code] % Echo())} == set()
    assert {code for code in ReasonCode if reads_parameters(code)} == set(PARAMETERS)


class Echo(dict):
    """Parameters of a sentence that remember whether they were asked for."""

    asked = False

    def __missing__(self, name: str) -> int:
        self.asked = True
        return 1


def reads_parameters(code: ReasonCode) -> bool:
    echo = Echo(count=1)
    str(MESSAGES[code] % echo)
    return echo.asked


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            ExtractionReason(ReasonCode.POOR_PAGES, ((1, 4), (7, 7))),
            "Texten på sidorna 1–4, 7 går inte att lita på: teckensnittet är förvrängt eller mellanrum saknas.",
        ),
        (
            ExtractionReason(ReasonCode.POOR_PAGES, ((3, 3),)),
            "Texten på sida 3 går inte att lita på: teckensnittet är förvrängt eller mellanrum saknas.",
        ),
        (ExtractionReason(ReasonCode.PAGES_WITHOUT_TEXT, ((2, 2),)), "Sida 2 är en bild utan text."),
        (
            ExtractionReason(ReasonCode.DAMAGED_PAGES, page_ranges(range(1, 15, 2))),
            "Sidorna 1, 3, 5, 7, 9, 11 med flera är skadade och gick inte att läsa.",
        ),
        (ExtractionReason(ReasonCode.TOO_MANY_PAGES, limit=2000), "Filen har fler än 2\xa0000 sidor, mer än vi läser."),
        (ExtractionReason(ReasonCode.FILE_TOO_LARGE, limit=50), "Filen är större än 50 MB, mer än vi tar emot."),
    ],
)
def test_parameters_stand_in_the_sentence(reason: ExtractionReason, sentence: str) -> None:
    assert reason_text(reason) == sentence


def test_several_reasons_are_several_sentences() -> None:
    reasons = (ExtractionReason(ReasonCode.PAGES_WITHOUT_TEXT, ((1, 2),)), ExtractionReason(ReasonCode.OCR_PENDING))

    assert reason_text(*reasons) == "Sidorna 1–2 är bilder utan text. Texten läses in med teckentolkning."


def test_a_code_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        ExtractionReason.from_json({"code": "nonsense"})


REQUESTS = re.compile(r"\b(Be|Fetch|Hämta|Spara|Öppna|Ask|Save|Open it|Open the|submit|harm|skada)\b")


@pytest.mark.parametrize("code", ReasonCode)
def test_readers_are_told_what_is_the_matter_and_editors_also_what_to_do(code: ReasonCode) -> None:
    reason = ExtractionReason(code, **PARAMETERS.get(code, {}))
    for language in ("sv", "en"):
        with override(language):
            told, advised = reason_text(reason), reason_with_advice(reason)
            assert REQUESTS.findall(told) == []
            assert advised == f"{told} {ADVICE[code]}" if code in ADVICE else advised == told

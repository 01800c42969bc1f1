"""Decisions on a plan as minutes of a meeting write them."""

from datetime import date

import pytest

from library_plans.choices import DecisionBody, DecisionKind
from library_plans.suggestions import SuggestedDecision, suggest_plan

DAY, NEW_END = date(2025, 11, 24), date(2026, 12, 31)
EXTENSION = SuggestedDecision(
    DecisionKind.EXTENSION, DAY, DecisionBody.MUNICIPAL_COUNCIL, section="§ 112", dnr="KS 2025/345", new_end=NEW_END
)
HEAD = "Provköpings kommun\nKommunfullmäktige\nSammanträdesprotokoll\nSammanträdesdatum\n2025-11-24\n"
PARAGRAPH = "§ 112 Förlängning av biblioteksplan\nDnr KS 2025/345\nBeslut\n"


def decisions(*pages: str) -> list[SuggestedDecision]:
    return [one.value for one in suggest_plan(pages).decisions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunfullmäktige beslutar att förlänga biblioteksplan 2021–2025 till och med den 31 december 2026.",
        "Kommunfullmäktige beslutade att förlänga giltighetstiden för\nBiblioteksplan 2021–2025 t.o.m. 2026-12-31.",
        "Kommunfullmäktige beslutar\natt förlänga gällande biblioteksplan till och med 2026.",
        "Kommunfullmäktige har beslutat att prolongera biblioteksprogrammet till utgången av år 2026.",
        "Kommunfullmäktige beslutar att förlänga biblioteksplanen året ut 2026.",
        "Kommunstyrelsen föreslår detsamma. Kommunfullmäktige beslutar att förlänga biblioteksplanen "
        "till och med 2026-12-31. Paragrafen justeras omedelbart.",
    ],
)
def test_an_extension_has_the_day_and_the_paragraph_of_its_meeting(sentence):
    assert decisions(HEAD + PARAGRAPH + sentence) == [EXTENSION]


def test_a_decision_stands_on_any_page_below_the_day_of_the_meeting():
    sentence = "Kommunfullmäktige beslutar att förlänga biblioteksplanen till och med 2026-12-31."
    pages = [HEAD, *["§ 7 Val\nInga val gjordes."] * 7, PARAGRAPH + sentence, "§ 113 Mötet avslutas"]

    (found,) = suggest_plan(pages).decisions

    assert (found.value, found.page, found.quote) == (EXTENSION, 9, sentence)


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("revidera", DecisionKind.REVISION),
        ("aktualisera", DecisionKind.REAFFIRMATION),
        ("upphäva", DecisionKind.REVOCATION),
        ("anta", DecisionKind.ADOPTION),
    ],
)
def test_kind_follows_the_verb(verb, kind):
    text = HEAD + f"§ 9\nKulturnämnden beslutar att {verb} biblioteksplan för Provköping."

    (found,) = decisions(text)

    assert (found.kind, found.body, found.body_name, found.section) == (
        kind,
        DecisionBody.COMMITTEE,
        "kulturnämnden",
        "§ 9",
    )


@pytest.mark.parametrize(
    "text",
    [
        HEAD
        + PARAGRAPH
        + "Kommunstyrelsen föreslår kommunfullmäktige besluta att förlänga biblioteksplanen till 2026-12-31.",
        HEAD
        + PARAGRAPH
        + "Förvaltningens förslag är att nämnden beslutar att förlänga biblioteksplanen till 2026-12-31.",
        HEAD + PARAGRAPH + "Kommunfullmäktige beslutar att förlänga avtalet om snöröjning till och med 2026-12-31.",
        HEAD + PARAGRAPH + "Kommunfullmäktige beslutar att förlänga biblioteksplanen.",
        PARAGRAPH + "Kommunfullmäktige beslutar att förlänga biblioteksplanen till och med 2026-12-31.",
    ],
    ids=["proposal of the board", "proposal of the office", "of something else", "without an end", "without a day"],
)
def test_what_is_no_decision_on_a_plan_or_lacks_its_day_is_not_suggested(text):
    assert decisions(text) == []

"""Decisions as title pages and tables of documents write them, and dates that are no decision about the plan."""

from datetime import date

import pytest

from library_plans.choices import DecisionBody, DecisionKind
from library_plans.suggestions import SuggestedDecision, suggest_plan

KF, RF, KS, COMMITTEE = (
    DecisionBody.MUNICIPAL_COUNCIL,
    DecisionBody.REGIONAL_COUNCIL,
    DecisionBody.MUNICIPAL_BOARD,
    DecisionBody.COMMITTEE,
)
ADOPTED = DecisionKind.ADOPTION
DAY = date(2024, 5, 13)


def decisions(*pages: str) -> list[SuggestedDecision]:
    return [one.value for one in suggest_plan(pages).decisions]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Antagen av kommunfullmäktige 2024-05-13 § 61", SuggestedDecision(ADOPTED, DAY, KF, section="§ 61")),
        ("Antagen av Kommunfullmäktige den 13 maj 2024, § 61", SuggestedDecision(ADOPTED, DAY, KF, section="§ 61")),
        ("Antagen i kommunfullmäktige 13/5 2024, §61", SuggestedDecision(ADOPTED, DAY, KF, section="§ 61")),
        ("Fastställd av KF 2024-05-13, paragraf 61", SuggestedDecision(ADOPTED, DAY, KF, section="§ 61")),
        ("KF 2024-05-13: beslutad 2024-05-13 av KF, 61 §", SuggestedDecision(ADOPTED, DAY, KF, section="§ 61")),
        ("ANTAGEN AV KOMMUNFULLMÄKTIGE 2024-05-13", SuggestedDecision(ADOPTED, DAY, KF)),
        ("Antagen 2024-05-13", SuggestedDecision(ADOPTED, DAY)),
        ("Antagen av regionfullmäktige 2024-05-13, § 61 a", SuggestedDecision(ADOPTED, DAY, RF, section="§ 61 a")),
        ("Godkänd av kommunstyrelsen 2024-05-13", SuggestedDecision(ADOPTED, DAY, KS)),
        (
            "Beslutad av kultur- och fritidsnämnden 2024-05-13, § 7",
            SuggestedDecision(ADOPTED, DAY, COMMITTEE, "kultur- och fritidsnämnden", "§ 7"),
        ),
        (
            "Antagen med ändringar av kommunfullmäktige 2024-05-13",
            SuggestedDecision(DecisionKind.ADOPTION_AMENDED, DAY, KF),
        ),
        ("Reviderad av kommunfullmäktige 2024-05-13", SuggestedDecision(DecisionKind.REVISION, DAY, KF)),
        (
            "Förlängd av kommunfullmäktige 2024-05-13 § 61 till och med 2025-12-31",
            SuggestedDecision(DecisionKind.EXTENSION, DAY, KF, section="§ 61", new_end=date(2025, 12, 31)),
        ),
        ("Upphävd av kommunfullmäktige 2024-05-13", SuggestedDecision(DecisionKind.REVOCATION, DAY, KF)),
        (
            "Sänd på remiss av kulturnämnden 2024-05-13, § 44",
            SuggestedDecision(DecisionKind.CONSULTATION, DAY, COMMITTEE, "kulturnämnden", "§ 44"),
        ),
        (
            "Antagen av kommunfullmäktige 2024-05-13\nDnr KS 2023/455",
            SuggestedDecision(ADOPTED, DAY, KF, dnr="KS 2023/455"),
        ),
        (
            "Beslutad av\nKommunfullmäktige\nDatum\n2024-05-13\n§ 61\nGiltig från\n2025-01-01",
            SuggestedDecision(ADOPTED, DAY, KF, section="§ 61"),
        ),
        (
            "Fastställelsedatum: 2024-05-13\nFastställd av: Kommunfullmäktige\nDiarienummer: LS-LED18-2044",
            SuggestedDecision(ADOPTED, DAY, dnr="LS-LED18-2044"),
        ),
        (
            "Planen antogs av kommunfullmäktige den 13 maj 2024 efter en bred remiss, och den följs upp varje år av "
            "kultur- och fritidsnämnden, som också beslutar om en verksamhetsplan för biblioteken.",
            SuggestedDecision(ADOPTED, DAY, KF),
        ),
    ],
)
def test_a_decision_is_read_as_it_is_written(text, decision):
    assert decisions(text) == [decision]


@pytest.mark.parametrize(
    "text",
    [
        "Planen ska antas av kommunfullmäktige senast 2024-05-13",
        "Planen har antagits av kommunfullmäktige.",
        "Antagen av kommunfullmäktige 2024",
        "Antagen av kommunfullmäktige 2024-13-45",
        "Ersätter biblioteksplan antagen av kommunfullmäktige 2024-05-13",
        "Den föregående planen antogs av kommunfullmäktige 2024-05-13 och följdes upp.",
        "Bibliotekslagen antogs av riksdagen den 13 maj 2024.",
        "Budgeten fastställdes av kommunfullmäktige 2024-05-13.",
        "Förlängd av kommunfullmäktige 2024-05-13, § 61",
        "Gäller från 2024-05-13 till 2027-12-31",
        "Dnr KF 2024-0513",
        "Mötet hölls 2024-05-13, och många var med om det som beslutades då, fast ingen politisk instans tog ställning "
        "till hur det skulle bli sedan.",
        "",
    ],
)
def test_other_dates_are_no_decisions(text):
    assert decisions(text) == []


def test_each_decision_is_told_once_with_its_page_in_order_of_date():
    pages = [
        "Biblioteksplan 2024–2027\nAntagen av kommunfullmäktige 2024-05-13, § 61",
        "Remiss",
        "Planen antogs av kommunfullmäktige den 13 maj 2024.\nSänd på remiss av kulturnämnden 2024-01-09, § 3",
    ]

    assert [(one.value.kind, one.value.section, one.page) for one in suggest_plan(pages).decisions] == [
        (DecisionKind.CONSULTATION, "§ 3", 3),
        (ADOPTED, "§ 61", 1),
    ]


def test_the_last_page_tells_decisions_and_those_before_it_do_not():
    pages = ["Biblioteksplan", *["text"] * 6, "Antagen av kommunfullmäktige 2024-05-13", "Slut"]

    assert (decisions(*pages), decisions(*pages[:-1])) == ([], [SuggestedDecision(ADOPTED, DAY, KF)])

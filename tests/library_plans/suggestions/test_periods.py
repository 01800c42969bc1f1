"""Periods as plans state them."""

from datetime import date

import pytest

from library_plans.suggestions import SuggestedPeriod, suggest_plan

FOUR_YEARS = SuggestedPeriod(date(2024, 1, 1), date(2027, 12, 31))
SCHOOL_YEARS = SuggestedPeriod(date(2024, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Biblioteksplan 2024–2027", FOUR_YEARS),
        ("Biblioteksplan 2024-2027", FOUR_YEARS),
        ("Biblioteksplan 2024—27", FOUR_YEARS),
        ("Biblioteksplan 2024/2027", FOUR_YEARS),
        ("Biblioteksplan för åren 2024 till och med 2027", FOUR_YEARS),
        ("Biblioteksplan 2024 t.o.m. 2027", FOUR_YEARS),
        ("Planen gäller för perioden 2024–2027.", FOUR_YEARS),
        ("Planen gäller 2024-07-01 till 2027-06-30", SCHOOL_YEARS),
        ("Gäller från och med 1 juli 2024 till och med den 30 juni 2027", SCHOOL_YEARS),
        ("Giltighetstid: 2024-07-01 – 2027-06-30", SCHOOL_YEARS),
        ("Giltig fr.o.m. 2024-07-01 t.o.m. 2027-06-30", SCHOOL_YEARS),
        ("Giltig till och med 2027-06-30", SuggestedPeriod(None, date(2027, 6, 30))),
        ("Gäller från 2024-07-01", SuggestedPeriod(date(2024, 7, 1), None)),
        ("Gäller från 2024-07-01 och tills vidare", SuggestedPeriod(date(2024, 7, 1), None, True)),
        ("Biblioteksplan 2024–2027\nGäller 2024-07-01 till 2027-06-30", SCHOOL_YEARS),
        ("Biblioteksplan 2024–2027\nErsätter biblioteksplan 2020–2023", FOUR_YEARS),
    ],
)
def test_a_period_is_read_as_it_is_written(text, period):
    assert suggest_plan([text]).period.value == period


@pytest.mark.parametrize(
    "text",
    [
        "Biblioteksplan",
        "Biblioteksplan 2024",
        "Biblioteksplan 2027–2024",
        "Biblioteksplan 1924–2027",
        "Dnr KS 2024/2027",
        "Ersätter biblioteksplan 2020–2023",
        "Lånen ökade 2019–2023 med en femtedel.",
        "Planen följer lagen (2013:801) och Agenda 2030.",
        "Öppet 2024-05-13 kl. 10–18",
        "Tfn 2024-2027-11",
        "",
    ],
)
def test_other_years_are_no_period(text):
    assert suggest_plan([text]).period is None


@pytest.mark.parametrize(
    ("text", "in_doubt"),
    [
        ("Biblioteksplan 2024–2027\nBiblioteksplan 2024–2027", False),
        ("Biblioteksplan 2024–2027\nBiblioteksplan 2024–2026", True),
        ("Biblioteksplan 2024–2026\nGäller 2024-01-01 till 2027-12-31", False),
    ],
)
def test_a_period_is_in_doubt_when_another_is_stated_as_plainly(text, in_doubt):
    assert suggest_plan([text]).period.in_doubt is in_doubt


def test_a_period_rests_on_a_page_and_its_words():
    period = suggest_plan(["Omslag", "Biblioteksplan 2024–2027 för Berga"]).period

    assert (period.page, period.quote) == (2, "Biblioteksplan 2024–2027 för Berga")

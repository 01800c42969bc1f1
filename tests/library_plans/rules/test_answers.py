"""What is said of a plan in each state and on each side of a change: never more than the register knows."""

from datetime import date, timedelta

import pytest

from library_plans.choices import PLAN_CODES, StatusCode, StatusReason
from library_plans.rules import NO_PLAN, Succession, answers, explain, not_required, plan_is_current, plan_status
from tests.library_plans.rules.test_status import decided, plan

KF = decided("antagande", "2023-10-26", body="kf", section="§ 7", dnr="KS 2023/181")
KF_SAYS = "Antagen av kommunfullmäktige 26 oktober 2023 (§ 7, dnr KS 2023/181)."
NOT_ADOPTED = "Inget beslut att anta planen är känt."
ENDED = "Ingen plan som gäller är känd här. Den senast antagna har gått ut"
STILL_CURRENT = f"{ENDED}, men KB räknar den som aktuell"
NOT_SETTLED = "Inte bestämt: inget beslut att anta planen är känt."
EXTENSION = decided("forlangning", "2027-05-03", body="kf", new_end=date(2028, 6, 30))
OPEN_EXTENSION = decided("forlangning", "2027-05-03", body="kf", until_further_notice=True)
REVOCATION = decided("upphavande", "2026-11-23", body="kf")
ADOPTED = plan("2024-01-01", "2027-12-31", KF)
EXTENDED = plan("2024-01-01", "2027-12-31", KF, EXTENSION)
NEXT = Succession(date(2029, 1, 1), date(2028, 10, 2))
EXTENDED_SAYS = f"{KF_SAYS} Förlängd av kommunfullmäktige 3 maj 2027."
REVOKED_SAYS = f"{KF_SAYS} Upphävd av kommunfullmäktige 23 november 2026."

# name: plan, day, status, is there a plan, until when, who decided
CASES = {
    "in force": (ADOPTED, "2026-11-23", "gallande", "Ja, en plan gäller", "Till och med 31 december 2027.", KF_SAYS),
    "in force, first day": (
        ADOPTED, "2024-01-01", "gallande", "Ja, en plan gäller", "Till och med 31 december 2027.", KF_SAYS,
    ),
    "in force, last day": (
        ADOPTED, "2027-12-31", "gallande", "Ja, en plan gäller", "Till och med 31 december 2027.", KF_SAYS,
    ),
    "in force, decision missing": (
        plan("2024-01-01", "2027-12-31"), "2026-11-23", "gallande", "Ja, en plan gäller",
        "Till och med 31 december 2027.", "Planen är antagen, men registret saknar beslutet.",
    ),
    "in force, body missing": (
        plan("2024-01-01", "2027-12-31", decided("antagande", "2023-10-26")), "2026-11-23", "gallande",
        "Ja, en plan gäller", "Till och med 31 december 2027.",
        "Antagen 26 oktober 2023. Registret säger inte av vem.",
    ),
    "until further notice": (
        plan("2024-01-01", None, KF, until_further_notice=True), "2026-11-23", "gallande", "Ja, en plan gäller",
        "Tills vidare: inget slutdatum är satt.", KF_SAYS,
    ),
    "no end known": (
        plan("2024-01-01", None, KF), "2026-11-23", "gallande", "Ja, en plan gäller",
        "Inget slutdatum är känt. Planen räknas tills en ny tar över.", KF_SAYS,
    ),
    "no end, successor adopted": (
        plan("2024-01-01", None, KF, successions=(NEXT,)), "2028-11-01", "gallande", "Ja, en plan gäller",
        "Till och med 31 december 2028, då en ny plan tar över.", KF_SAYS,
    ),
    "extension decided, period still runs": (
        EXTENDED, "2027-06-01", "gallande", "Ja, en plan gäller", "Till och med 30 juni 2028.", KF_SAYS,
    ),
    "extended to a day": (
        EXTENDED, "2028-01-01", "forlangd", "Ja, en plan gäller genom förlängning",
        "Till och med 30 juni 2028, genom förlängning.", EXTENDED_SAYS,
    ),
    "extended until a new plan": (
        plan("2024-01-01", "2027-12-31", KF, OPEN_EXTENSION), "2028-03-01", "forlangd",
        "Ja, en plan gäller genom förlängning", "Tills en ny plan börjar gälla. Något datum är inte satt.",
        EXTENDED_SAYS,
    ),
    "extended until a new plan, which is adopted": (
        plan("2024-01-01", "2027-12-31", KF, OPEN_EXTENSION, successions=(NEXT,)), "2028-11-01", "forlangd",
        "Ja, en plan gäller genom förlängning", "Till och med 31 december 2028, då en ny plan tar över.",
        EXTENDED_SAYS,
    ),
    "revoked today": (
        plan("2024-01-01", "2027-12-31", KF, REVOCATION), "2026-11-23", "gallande", "Ja, en plan gäller",
        "Till och med 23 november 2026, då den upphävs.", REVOKED_SAYS,
    ),
    "extended and revoked today": (
        plan("2020-01-01", "2024-12-31", decided("antagande", "2019-10-26", body="kf"),
             decided("forlangning", "2024-05-01", new_end=date(2027, 12, 31)), REVOCATION),
        "2026-11-23", "forlangd", "Ja, en plan gäller genom förlängning",
        "Till och med 23 november 2026, då den upphävs.",
        "Antagen av kommunfullmäktige 26 oktober 2019. Upphävd av kommunfullmäktige 23 november 2026.",
    ),
    "revoked yesterday": (
        plan("2024-01-01", "2027-12-31", KF, REVOCATION), "2026-11-24", "utgangen",
        "Ingen plan som gäller är känd här. Den senast antagna har upphävts, men KB räknar den som aktuell",
        "Den gällde till och med 23 november 2026, då den upphävdes.", REVOKED_SAYS,
    ),
    "revoked three years ago": (
        plan("2024-01-01", "2027-12-31", KF, REVOCATION), "2029-01-01", "utgangen-lange",
        "Ingen plan som gäller är känd här. Den senast antagna har upphävts",
        "Den gällde till och med 23 november 2026, då den upphävdes.", REVOKED_SAYS,
    ),
    "revoked from a later day": (
        plan("2024-01-01", "2027-12-31", KF, decided("upphavande", "2026-11-23", new_end=date(2026, 12, 31))),
        "2026-12-01", "gallande", "Ja, en plan gäller", "Till och med 31 december 2026, då den upphävs.",
        f"{KF_SAYS} Upphävd 23 november 2026. Registret säger inte av vem.",
    ),
    "revoked before it began": (
        plan("2027-01-01", "2030-12-31", KF, REVOCATION), "2026-12-01", "utgangen-lange",
        "Ingen plan som gäller är känd här. Den senast antagna upphävdes innan den började gälla",
        "Den började aldrig gälla.", REVOKED_SAYS,
    ),
    "revoked after it had ended": (
        plan("2022-01-01", "2025-12-31", KF, REVOCATION), "2026-12-01", "utgangen", STILL_CURRENT,
        "Den gick ut 31 december 2025.", KF_SAYS,
    ),
    "begins later": (
        plan("2027-01-01", "2030-12-31", KF), "2026-11-23", "kommande", "En plan är antagen men gäller inte än",
        "Från 1 januari 2027 till och med 31 december 2030.", KF_SAYS,
    ),
    "begins later, no end known": (
        plan("2027-01-01", None, KF), "2026-11-23", "kommande", "En plan är antagen men gäller inte än",
        "Från 1 januari 2027. Registret har inget slutdatum.", KF_SAYS,
    ),
    "ended, first day after": (
        ADOPTED, "2028-01-01", "utgangen", STILL_CURRENT, "Den gick ut 31 december 2027.", KF_SAYS,
    ),
    "ended, last day of the second year": (
        ADOPTED, "2029-12-31", "utgangen", STILL_CURRENT, "Den gick ut 31 december 2027.", KF_SAYS,
    ),
    "ended early in a year, last day of the second year": (
        plan("2024-01-01", "2027-01-15", KF), "2029-12-31", "utgangen", STILL_CURRENT,
        "Den gick ut 15 januari 2027.", KF_SAYS,
    ),
    "ended, first day of the third year": (
        ADOPTED, "2030-01-01", "utgangen-lange", ENDED, "Den gick ut 31 december 2027.", KF_SAYS,
    ),
    "ended, start unknown": (
        plan(None, "2025-12-31"), "2026-11-23", "utgangen", STILL_CURRENT, "Den gick ut 31 december 2025.",
        "Planen är antagen, men registret saknar beslutet.",
    ),
    "ended after an extension": (
        EXTENDED, "2028-07-01", "utgangen", STILL_CURRENT, "Den gick ut 30 juni 2028, efter en förlängning.",
        EXTENDED_SAYS,
    ),
    "replaced": (
        plan("2024-01-01", None, KF, successions=(NEXT,)), "2029-01-01", "utgangen", STILL_CURRENT,
        "Den gällde till och med 31 december 2028, då en senare plan tog över.", KF_SAYS,
    ),
    "under consultation": (
        plan("2027-01-01", "2030-12-31", decided("remiss", "2026-09-07", body="namnd"), known=False), "2026-11-23",
        "remiss", "Ingen antagen plan är känd här. Ett förslag har sänts på remiss", NOT_SETTLED,
        f"{NOT_ADOPTED} Sänd på remiss av nämnden 7 september 2026.",
    ),
    "consultation version collected": (
        plan("2027-01-01", None, known=False, first_consultation_on=date(2026, 9, 7)), "2026-11-23", "remiss",
        "Ingen antagen plan är känd här. En remissversion är insamlad", NOT_SETTLED, NOT_ADOPTED,
    ),
    "assigned": (
        plan(None, None, decided("uppdrag", "2026-09-07", body="ks"), known=False), "2026-11-23", "uppdrag",
        "Ingen antagen plan är känd här. Det finns ett beslut att ta fram en", NOT_SETTLED,
        f"{NOT_ADOPTED} Beslut att ta fram den, fattat av kommunstyrelsen 7 september 2026.",
    ),
    "referred back": (
        plan(None, None, decided("remiss", "2026-01-01"), decided("aterremiss", "2026-09-07", body="ks"), known=False),
        "2026-11-23", "uppdrag", "Ingen antagen plan är känd här. Ett förslag har återremitterats", NOT_SETTLED,
        f"{NOT_ADOPTED} Återremitterad av kommunstyrelsen 7 september 2026.",
    ),
    "given up": (
        plan(None, None, decided("uppdrag", "2026-01-01"), decided("upphavande", "2026-09-07", body="ks"), known=False),
        "2026-11-23", "uppgift-saknas", "Ingen antagen plan är känd här. Arbetet med en plan har avbrutits",
        NOT_SETTLED, f"{NOT_ADOPTED} Arbetet avbröts genom beslut av kommunstyrelsen 7 september 2026.",
    ),
    "adopted, dates unknown": (
        plan(None, None), "2026-11-23", "uppgift-saknas", "En plan är antagen, men det är inte känt om den gäller",
        "Okänt: registret säger inte när planen gäller.", "Planen är antagen, men registret saknar beslutet.",
    ),
    "adopted, start unknown": (
        plan(None, "2027-12-31"), "2026-11-23", "uppgift-saknas",
        "En plan är antagen, men det är inte känt om den gäller",
        "Registret säger till och med 31 december 2027, men inte från när.",
        "Planen är antagen, men registret saknar beslutet.",
    ),
    "adoption unknown": (
        plan("2024-01-01", "2027-12-31", known=False), "2026-11-23", "uppgift-saknas",
        "En plan är känd, men inte om den är antagen", "Okänt: registret säger inte om planen är antagen.",
        "Inget beslut är känt.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "on", "code", "has_plan", "until", "decided_by"), CASES.values(), ids=CASES.keys())
def test_each_state_has_its_answers(facts, on, code, has_plan, until, decided_by):
    status = plan_status(facts, date.fromisoformat(on))
    said = answers(status)

    assert (status.code, said.has_plan, said.until_when, said.decided_by) == (code, has_plan, until, decided_by)


def test_no_plan_is_said_of_what_is_known_here():
    said = answers(NO_PLAN)

    assert (said.has_plan, said.until_when, said.decided_by) == (
        "Ingen plan är känd här",
        "Okänt, eftersom ingen plan är känd här.",
        "Inget beslut är känt.",
    )
    assert not_required("Kungliga biblioteket") == (
        "17 § bibliotekslagen, om biblioteksplaner, gäller kommuner och regioner men inte Kungliga biblioteket."
    )


def test_the_cases_hold_every_state_and_every_reason():
    found = [plan_status(facts, date.fromisoformat(on)) for facts, on, *_said in CASES.values()]

    assert {status.code for status in found} == set(PLAN_CODES)
    assert {status.reason for status in found} == set(StatusReason) - {StatusReason.NO_PLAN}


@pytest.mark.parametrize("facts", [case[0] for case in CASES.values()], ids=CASES.keys())
def test_expired_means_counted_as_current_on_every_day(facts):
    """Every fifth day of sixteen years; a plan that is over is counted, or it is not."""
    days = [date(2018, 1, 1) + timedelta(days=5 * n) for n in range(16 * 73)]
    said = [(plan_status(facts, day), plan_is_current(facts, day)) for day in days]

    assert {current for status, current in said if status.code == StatusCode.EXPIRED} <= {True}
    assert {current for status, current in said if status.code == StatusCode.LONG_EXPIRED} <= {False}
    assert [explain(status) for status, _current in said if "  " in explain(status) or "None" in explain(status)] == []

from datetime import date

import pytest

from library_plans.choices import StatusCode, StatusNote
from library_plans.choices import StatusCode as Code
from library_plans.rules import DecisionSnapshot, PlanSnapshot, Succession, explain, plan_is_current, plan_status

D2018 = date(2018, 12, 31)


def decided(kind, on, **values):
    return DecisionSnapshot(kind=kind, decided_on=date.fromisoformat(on), **values)


def plan(starts=None, ends=None, *decisions, known=True, **values):
    """A plan by first and last day as text; adopted on an unknown date unless a decision says when."""
    return PlanSnapshot(
        starts=date.fromisoformat(starts) if starts else None,
        ends=date.fromisoformat(ends) if ends else None,
        adopted_date_unknown=known and not any(row.kind == "antagande" for row in decisions),
        decisions=tuple(decisions),
        **values,
    )


# The rule's own table: measured on, plan, in force, aktuell.
VECTORS = {
    "ends this year": (D2018, plan("2015-01-01", "2018-12-31"), True, True),
    "ended last year": (D2018, plan("2014-01-01", "2017-12-31"), False, True),
    "ended two years ago": (D2018, plan("2013-01-01", "2016-12-31"), False, True),
    "ended three years ago": (D2018, plan("2012-01-01", "2015-12-31"), False, False),
    "ended two years ago, in 2021": (date(2021, 12, 31), plan("2016-01-01", "2019-12-31"), False, True),
    "extended by decision": (
        D2018,
        plan("2013-01-01", "2016-12-31", decided("forlangning", "2016-10-01", new_end=date(2018, 12, 31))),
        True,
        True,
    ),
    "adopted, begins tomorrow": (
        D2018,
        plan("2019-01-01", "2022-12-31", decided("antagande", "2018-12-10")),
        False,
        False,
    ),
    "under consultation": (
        date(2024, 3, 1),
        plan("2024-01-01", "2027-12-31", decided("remiss", "2023-10-01"), decided("antagande", "2024-06-11")),
        False,
        False,
    ),
    "extended until a new plan": (
        D2018,
        plan("2014-01-01", "2017-12-31", decided("forlangning", "2017-11-01", until_further_notice=True)),
        True,
        True,
    ),
    "no end, begun three years ago": (D2018, plan("2015-01-01"), True, True),
    "no end, begun four years ago": (D2018, plan("2014-01-01"), True, False),
    "begins tomorrow, ends next year": (D2018, plan("2019-01-01", "2019-12-31"), False, False),
    "revoked": (D2018, plan("2016-01-01", "2019-12-31", decided("upphavande", "2018-06-01")), False, True),
}


@pytest.mark.parametrize(("on", "facts", "in_force", "current"), VECTORS.values(), ids=VECTORS.keys())
def test_in_force_and_current_by_the_rules_table(on, facts, in_force, current):
    assert (plan_status(facts, on).in_force, plan_is_current(facts, on)) == (in_force, current)


KF_2023 = decided("antagande", "2023-10-26", body="kf", dnr="KS 2023/181")
STATES = {
    "in force": (
        plan("2024-01-01", "2027-12-31", KF_2023),
        "2026-05-01",
        Code.IN_FORCE,
        "Gäller till och med 31 december 2027: antagen av kommunfullmäktige 26 oktober 2023 (dnr KS 2023/181).",
    ),
    "in force, date unknown": (
        plan("2024-01-01", "2027-12-31"),
        "2026-05-01",
        Code.IN_FORCE,
        "Gäller till och med 31 december 2027: antagen, men registret saknar datum för beslutet.",
    ),
    "until further notice": (
        plan("2024-01-01", None, KF_2023, until_further_notice=True),
        "2026-05-01",
        Code.IN_FORCE,
        "Gäller tills vidare: antagen av kommunfullmäktige 26 oktober 2023 (dnr KS 2023/181).",
    ),
    "no end": (
        plan("2024-01-01", None, decided("antagande", "2023-10-26", body="namnd", body_name="kulturnämnden")),
        "2026-05-01",
        Code.IN_FORCE,
        "Gäller tills den ersätts, eftersom inget slutdatum är angivet: antagen av kulturnämnden 26 oktober 2023.",
    ),
    "extended": (
        plan(
            "2016-01-01",
            "2017-12-31",
            decided("antagande", "2015-12-08", body="kf"),
            decided("forlangning", "2017-04-25", body="kf", section="§ 41", new_end=date(2018, 12, 31)),
        ),
        "2018-06-01",
        Code.EXTENDED,
        "Förlängd till och med 31 december 2018: beslutat av kommunfullmäktige 25 april 2017 (§ 41). "
        "Perioden som antogs gick ut 31 december 2017.",
    ),
    "extended, still within the adopted period": (
        plan("2016-01-01", "2017-12-31", decided("forlangning", "2017-04-25", new_end=date(2018, 12, 31))),
        "2017-06-01",
        Code.IN_FORCE,
        "Gäller till och med 31 december 2018: antagen, men registret saknar datum för beslutet.",
    ),
    "coming": (
        plan("2024-01-01", "2027-12-31", KF_2023),
        "2023-11-01",
        Code.COMING,
        "Börjar gälla 1 januari 2024: antagen av kommunfullmäktige 26 oktober 2023 (dnr KS 2023/181).",
    ),
    "expired": (
        plan("2020-01-01", "2023-12-31", decided("antagande", "2019-12-01", body="kf")),
        "2025-12-31",
        Code.EXPIRED,
        "Gick ut 31 december 2023: antagen av kommunfullmäktige 1 december 2019.",
    ),
    "revoked": (
        plan("2020-01-01", "2023-12-31", decided("upphavande", "2021-05-03", body="kf")),
        "2021-06-01",
        Code.EXPIRED,
        "Gällde till och med 3 maj 2021: upphävd av kommunfullmäktige 3 maj 2021.",
    ),
    "replaced": (
        plan("2020-01-01", None, successions=(Succession(date(2024, 1, 1), date(2023, 10, 26)),)),
        "2024-02-01",
        Code.EXPIRED,
        "Gällde till och med 31 december 2023, då en senare plan tog över: "
        "antagen, men registret saknar datum för beslutet.",
    ),
    "under consultation": (
        plan("2028-01-01", "2031-12-31", decided("remiss", "2027-02-01", body="ks"), known=False),
        "2027-05-01",
        Code.CONSULTATION,
        "Inte antagen än: sänd på remiss av kommunstyrelsen 1 februari 2027.",
    ),
    "consultation version collected": (
        plan("2028-01-01", None, known=False, first_consultation_on=date(2027, 2, 1)),
        "2027-05-01",
        Code.CONSULTATION,
        "En remissversion är insamlad, men inget beslut att anta planen är känt.",
    ),
    "assigned": (
        plan(None, None, decided("uppdrag", "2027-02-01", body="kf", dnr="1"), known=False),
        "2027-05-01",
        Code.ASSIGNED,
        "Inte antagen än: beslut att ta fram den, fattat av kommunfullmäktige 1 februari 2027 (dnr 1).",
    ),
    "referred back": (
        plan(None, None, decided("remiss", "2027-01-01"), decided("aterremiss", "2027-02-01", body="ks"), known=False),
        "2027-05-01",
        Code.ASSIGNED,
        "Inte antagen än: återremitterad av kommunstyrelsen 1 februari 2027.",
    ),
    "expired long ago": (
        plan("2010-01-01", "2013-12-31"),
        "2026-05-01",
        Code.LONG_EXPIRED,
        "Gick ut 31 december 2013: antagen, men registret saknar datum för beslutet.",
    ),
    "nothing known": (
        plan(None, None, known=False),
        "2026-05-01",
        Code.UNCLEAR,
        "Registret säger inte om planen är antagen.",
    ),
    "adopted, no dates": (
        plan(None, None),
        "2026-05-01",
        Code.UNCLEAR,
        "Planen är antagen, men registret saknar datum för beslutet, och uppgift om när den gäller saknas.",
    ),
    "given up": (
        plan(None, None, decided("uppdrag", "2027-01-01"), decided("upphavande", "2027-02-01"), known=False),
        "2027-05-01",
        Code.UNCLEAR,
        "Arbetet med planen är avbrutet: beslutat 1 februari 2027.",
    ),
}


@pytest.mark.parametrize(("facts", "on", "code", "sentence"), STATES.values(), ids=STATES.keys())
def test_each_status_has_its_sentence(facts, on, code, sentence):
    found = plan_status(facts, date.fromisoformat(on))

    assert (found.code, explain(found)) == (code, sentence)


def test_evidence_is_the_decision_that_the_status_rests_on():
    extension = decided("forlangning", "2017-04-25", new_end=date(2018, 12, 31))
    facts = plan("2016-01-01", "2017-12-31", decided("antagande", "2015-12-08"), extension)

    assert plan_status(facts, date(2018, 6, 1)).evidence == extension


def test_an_open_plan_with_an_adopted_successor_has_a_known_end():
    facts = plan("2015-01-01", None, successions=(Succession(date(2019, 1, 1), date(2018, 12, 10)),))

    assert [plan_status(facts, date(2018, 12, day)).last_day for day in (9, 10)] == [None, date(2018, 12, 31)]


@pytest.mark.parametrize(
    ("on", "notes"),
    [
        ("2026-12-30", ()),
        ("2026-12-31", (StatusNote.ENDS_SOON,)),
        ("2027-12-31", (StatusNote.ENDS_SOON,)),
        ("2028-01-01", ()),
    ],
)
def test_a_plan_that_ends_within_a_year_says_so(on, notes):
    assert plan_status(plan("2024-01-01", "2027-12-31", KF_2023), date.fromisoformat(on)).notes == notes


def test_work_on_a_new_version_is_a_note_beside_the_status():
    facts = plan("2024-01-01", "2027-12-31", KF_2023, decided("remiss", "2025-03-01"))

    assert (plan_status(facts, date(2025, 4, 1)).code, plan_status(facts, date(2025, 4, 1)).notes) == (
        Code.IN_FORCE,
        (StatusNote.CONSULTATION,),
    )


def test_status_codes_are_stable():
    assert [code.value for code in StatusCode] == [
        "gallande", "forlangd", "kommande", "utgangen", "remiss", "uppdrag", "utgangen-lange",
        "uppgift-saknas", "ingen",
    ]  # fmt: skip

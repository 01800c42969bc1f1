"""An owner's profile: the answers first, each role by itself, and no plan as a fact."""

import datetime as dt

import pytest
import time_machine
from lxml import html

from library_plans.choices import DecisionKind
from tests.factories.library_plans import DecisionFactory, PlanFactory, PlanOwnerFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_day")]


@pytest.fixture
def on_a_day():
    with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False):
        yield


def profile(client, path="/planer/0399-alby/"):
    return html.fromstring(client.get(path).text)


def facts(tree):
    return {
        row.cssselect("dt")[0].text: " ".join(row.cssselect("dd")[0].text_content().split())
        for row in tree.cssselect(".facts > div")
    }


def test_answers_come_first(client, alby, collect):
    collect(alby, 2024, 2027)

    assert facts(profile(client)) == {
        "Finns en plan?": "Ja, en plan gäller: Biblioteksplan 2024–2027",
        "Till när?": "Till och med 31 december 2027. Antagen period: 2024–2027",
        "Vem beslutade?": "Antagen av kommunfullmäktige 20 november 2023 (dnr KS 1/23).",
        "Räknas som aktuell av KB?": "Ja KB räknar en plan till och med andra året efter det år då den gick ut. "
        "Utan slutdatum räknas den till och med tredje året efter det år då den började gälla.",
        "Var finns den?": "Hos kommunen eller regionen · Läs den här",
        "Vad händer sedan?": "Inget är känt ännu om nästa plan.",
    }


def test_extension_is_shown_on_the_chart_and_in_the_sentence(client, alby, collect):
    edition = collect(alby, 2021, 2024)
    DecisionFactory(
        plan=edition.plan,
        kind=DecisionKind.EXTENSION,
        decided_on=dt.date(2024, 9, 1),
        new_end=dt.date(2026, 12, 31),
    )

    tree = profile(client)

    assert tree.cssselect(".strip__note")[0].text == "förlängd till 2026"
    assert "Förlängd till och med 31 december 2026" in tree.cssselect(".lead")[0].text_content()


def test_no_plan_is_a_fact_with_a_date(client, alby):
    tree = profile(client)

    assert tree.cssselect("[data-testid=status]")[0].get("data-status") == "ingen"
    assert facts(tree) == {
        "Finns en plan?": "Ingen plan är känd här.",
        "Till när?": "Okänt, eftersom ingen plan är känd här.",
        "Vem beslutade?": "Inget beslut är känt.",
        "Vad händer sedan?": "Inget är känt ännu om nästa plan.",
    }
    assert "23 november 2026" in tree.text_content()


def test_assignment_alone_is_no_plan_that_was_adopted(client, alby):
    plan = PlanFactory(title="Biblioteksplan", starts=None, ends=None, adopted_date_unknown=False)
    PlanOwnerFactory(plan=plan, organisation=alby)
    DecisionFactory(plan=plan, kind=DecisionKind.ASSIGNMENT, decided_on=dt.date(2026, 9, 7))

    tree = profile(client)

    assert facts(tree) == {
        "Finns en plan?": "Ingen antagen plan är känd här. Det finns ett beslut att ta fram en: Biblioteksplan",
        "Till när?": "Inte bestämt: inget beslut att anta planen är känt.",
        "Vem beslutade?": "Inget beslut att anta planen är känt. "
        "Beslut att ta fram den, fattat av kommunfullmäktige 7 september 2026.",
        "Var finns den?": "Ingen fil är insamlad.",
        "Vad händer sedan?": "Det är inte känt när planen antas.",
    }
    assert tree.cssselect(".row__text")[0].text == "Kommunal biblioteksplan, ingen fil är insamlad"


def test_period_of_a_proposal_is_not_said_to_be_adopted(client, alby):
    plan = PlanFactory(starts=dt.date(2027, 1, 1), ends=dt.date(2030, 12, 31), adopted_date_unknown=False)
    owned = PlanOwnerFactory(plan=plan, organisation=alby)
    DecisionFactory(plan=plan, kind=DecisionKind.CONSULTATION, decided_on=dt.date(2026, 9, 7))

    assert facts(profile(client))["Till när?"] == (
        "Inte bestämt: inget beslut att anta planen är känt. Föreslagen period: 2027–2030"
    )
    assert facts(profile(client, owned.get_absolute_url()))["Föreslagen period"] == "2027–2030"


@pytest.mark.parametrize("kind", ["national", "association", "school_operator"])
def test_who_needs_no_plan_is_not_said_to_lack_one(client, kind):
    OrganisationFactory(code="2021003708", name="KB", display_name="Kungliga biblioteket", kind=kind)

    tree = profile(client, "/planer/2021003708-kb/")

    assert [lead.text for lead in tree.cssselect(".lead")] == [
        "17 § bibliotekslagen, om biblioteksplaner, gäller kommuner och regioner men inte Kungliga biblioteket."
    ]
    assert "vi kan sakna den" not in tree.text_content()


@pytest.mark.parametrize("extended", [False, True])
def test_plan_that_is_revoked_today_is_not_said_to_be_extended_to_today(client, alby, collect, extended):
    edition = collect(alby, 2021, 2024 if extended else 2027)
    if extended:
        DecisionFactory(
            plan=edition.plan,
            kind=DecisionKind.EXTENSION,
            decided_on=dt.date(2024, 9, 1),
            new_end=dt.date(2027, 12, 31),
        )
    DecisionFactory(plan=edition.plan, kind=DecisionKind.REVOCATION, decided_on=dt.date(2026, 11, 23))

    tree = profile(client)

    assert tree.cssselect(".strip__note")[0].text == "upphävd 23 november 2026"
    assert "förlängd till" not in tree.text_content().casefold().replace("förlängd till och med 31", "")
    assert facts(tree)["Till när?"].startswith("Till och med 23 november 2026, då den upphävs.")


def test_owner_in_two_roles_has_both_answers(client, collect):
    gotland = OrganisationFactory(code="0980", region_code="09", name="Gotland")
    collect(gotland, 2024, 2027, owners=[(gotland, "region")])

    roles = profile(client, "/planer/0980-gotland/").cssselect("[data-role]")

    assert [role.get("data-role") for role in roles] == ["kommun", "region"]


def test_timeline_shows_the_latest_decision_first(client, alby, collect):
    collect(alby, 2020, 2023)
    collect(alby, 2024, 2027)

    days = [time.get("datetime") for time in profile(client).cssselect(".timeline time")]

    assert days == ["2023-11-20", "2019-11-20"]


def test_next_plan_is_named_with_how_far_it_has_come(client, alby, collect):
    collect(alby, 2023, 2026)
    collect(alby, 2027, 2030)

    assert facts(profile(client))["Vad händer sedan?"] == (
        "Biblioteksplan 2027–2030. Börjar gälla 1 januari 2027: antagen av kommunfullmäktige 20 november 2026 "
        "(dnr KS 1/23)."
    )


def test_one_plan_counts_in_both_roles(client, collect):
    gotland = OrganisationFactory(code="0980", region_code="09", name="Gotland")
    collect(gotland, 2024, 2027, owners=[(gotland, "region")])

    chips = profile(client, "/planer/0980-gotland/").cssselect("[data-role] [data-testid=status]")

    assert [chip.get("data-status") for chip in chips] == ["gallande", "gallande"]

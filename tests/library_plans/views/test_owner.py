"""An owner's profile: the answers first, each role by itself, and no plan as a fact."""

import datetime as dt

import pytest
import time_machine
from lxml import html

from library_plans.choices import DecisionKind
from tests.factories.library_plans import DecisionFactory
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
        "Finns en plan?": "Ja: Biblioteksplan 2024–2027",
        "Till när?": "Till och med 31 december 2027 Antagen för perioden 2024–2027",
        "Vem beslutade?": "Kommunfullmäktige 20 november 2023 dnr KS 1/23",
        "Var finns den?": "Hos ägaren själv · Läs den här",
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
    assert facts(tree)["Finns en plan?"] == "Ingen plan är känd i registret."
    assert "23 november 2026" in tree.text_content()


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

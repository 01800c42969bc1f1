import datetime as dt

import pytest

from library_plans.choices import OwnerRole
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    OwnedPlanFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/plans"


@pytest.fixture
def plan(at_day):
    at_day(dt.date(2026, 11, 23))
    owner = OrganisationFactory(code="0399", name="Provköping", display_name="Provköpings kommun")
    plan = OwnedPlanFactory(owner__organisation=owner, owner__slug="biblioteksplan-2024", is_example=True)
    DecisionFactory(plan=plan, dnr="KS 2023/181")
    EditionFactory(plan=plan, source_url="https://www.provkoping.se/plan.pdf")
    return plan


def test_a_plan_with_its_status_and_evidence(client, plan):
    answer = client.get(URL).json()

    assert (answer["count"], answer["next"]) == (1, None)
    item = answer["plans"][0]
    assert item["owners"] == [{"code": "0399", "name": "Provköpings kommun", "role": "kommun"}]
    assert (item["id"], item["status"], item["last_day"], item["current"], item["example"]) == (
        plan.pk, "gallande", "2027-12-31", True, True,
    )  # fmt: skip
    assert item["status_sentence"] == (
        "Gäller till och med 31 december 2027: antagen av kommunfullmäktige 26 oktober 2023 (dnr KS 2023/181)."
    )
    assert item["url"] == "http://testserver/planer/0399-provkoping/biblioteksplan-2024/"
    assert item["text_url"] == f"{item['url']}1/sida/1/"
    assert item["source_url"] == "https://www.provkoping.se/plan.pdf"
    assert [decision["dnr"] for decision in item["decisions"]] == ["KS 2023/181"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("status=gallande", 1),
        ("status=forlangd", 0),
        ("status=forlangd&status=gallande", 1),
        ("kommun=0399", 1),
        ("lan=03", 1),
        ("lan=03&niva=region", 0),
        ("period=2027", 1),
        ("period=fran-2024", 1),
        ("beslut=antagande-2023&organ=kf", 1),
        ("beslut=forlangning", 0),
        ("dnr=ks2023/181", 1),
        ("typ=kommunal", 1),
        ("utm_source=brev", 1),
    ],
)
def test_filters(client, plan, query, count):
    assert client.get(f"{URL}?{query}").json()["count"] == count


def test_status_follows_the_clock(client, plan, at_day):
    at_day(dt.date(2028, 1, 1))

    assert client.get(URL).json()["plans"][0]["status"] == "utgangen"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("status=x", 400), ("lan=%00", 400), ("kommun=9'", 400), ("page=0", 400), ("page=-1", 400), ("page=x", 400),
        ("page=2", 404), ("page=1000000000", 400), (f"dnr={'x' * 1000}", 400), ("period=999999", 400),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_message(client, plan, query, code):
    response = client.get(f"{URL}?{query}")

    assert (response.status_code, list(response.json())) == (code, ["detail"])


def test_plans_without_owner_are_not_public(client):
    PlanFactory()

    assert client.get(URL).json()["count"] == 0


def test_more_than_a_hundred_plans_are_paginated(client):
    owner = OrganisationFactory()
    for _number in range(101):
        PlanOwnerFactory(organisation=owner, role=OwnerRole.MUNICIPALITY)

    first = client.get(f"{URL}?niva=kommun").json()
    second = client.get(first["next"]).json()

    assert (first["count"], len(first["plans"]), len(second["plans"]), second["next"]) == (101, 100, 1, None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_plans_as_for_one(client, count, django_assert_num_queries):
    for _number in range(count):
        DecisionFactory(plan=EditionFactory().plan)
    client.get(URL)

    with django_assert_num_queries(6):
        client.get(URL)

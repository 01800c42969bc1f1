"""The admin's lists: filters, and as many queries for three rows as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library_plans.models import Redaction
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    OwnedPlanFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory


def plan_titles(response):
    return [plan.title for plan in response.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Kommunens", "Regionens"]),
        ("lan=03", ["Kommunens"]),
        ("niva=region", ["Regionens"]),
        ("kind=regional", ["Regionens"]),
        ("status=forlangd", ["Regionens"]),
        ("status=gallande", ["Kommunens"]),
        ("ar=2027", ["Kommunens"]),
        ("ar=2028", ["Regionens"]),
        ("q=Kommunens", ["Kommunens"]),
    ],
)
def test_the_register_is_filtered(editor, query, titles, at_day):
    at_day(dt.date(2027, 6, 1))
    OwnedPlanFactory(title="Kommunens")
    region = OrganisationFactory(code="12", region_code="12", kind="region", name="Region Skåne", county_code="12")
    OrganisationFactory(code="1280", county_code="12", county_name="Skåne län")
    plan = PlanFactory(title="Regionens", kind="regional", starts=dt.date(2020, 1, 1), ends=dt.date(2023, 12, 31))
    PlanOwnerFactory(plan=plan, organisation=region, role="region")
    DecisionFactory(plan=plan, kind="forlangning", decided_on=dt.date(2023, 5, 1), new_end=dt.date(2028, 12, 31))

    assert plan_titles(editor.get(reverse("plans:index") + "?" + query)) == titles


@pytest.mark.parametrize("address", ["plans:index", "plans:queue", "redactions:index", "organisations:index"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(editor, address):
    def fill():
        edition = EditionFactory()
        DecisionFactory(plan=edition.plan)
        PlanFactory()
        Redaction.objects.create(edition=edition, page_number=1, reason="x", legal_ground="y", decided_by=editor.user)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse(address))
        return len(captured)

    fill()
    queries()
    one = queries()
    fill()
    fill()

    assert queries() == one

"""What is probably wrong with a plan, one case for each kind and for its neighbours that are as they should be."""

from dataclasses import replace
from datetime import date

import pytest

from library_plans.rules import OwnerSnapshot
from library_plans.rules.plan_warnings import NamedPlan, OwnerName, plan_warnings
from tests.library_plans.rules.test_status import decided, plan

TODAY = date(2026, 11, 23)
OWNERS = {
    1: OwnerName("Alby kommun", ("kommun",)),
    2: OwnerName("Region Gotland", ("kommun", "region")),
    3: OwnerName("Förbundet", ()),
}


def owned(made, *owners, number=1):
    rows = tuple(OwnerSnapshot(organisation, role) for organisation, role in owners or [(1, "kommun")])
    return replace(made, id=number, owners=rows)


def warnings(made, *others):
    return plan_warnings(made, OWNERS, [NamedPlan(f"Plan {row.id}", row) for row in others], TODAY)


OVERLAP = ["Alby kommun har redan en plan av det här slaget för en del av de här dagarna: Plan 2."]
ADOPTED = plan("2024-01-01", "2027-12-31", decided("antagande", "2023-10-26"))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (plan("2020-01-01", "2024-01-01"), OVERLAP),
        (plan("2027-12-31", "2030-12-31"), OVERLAP),
        (plan("2024-01-01"), OVERLAP),
        (plan("2020-01-01", "2023-12-31"), []),
        (plan("2028-01-01", "2030-12-31"), []),
        (plan("2020-01-01"), []),  # ends by itself when the later one begins
        (plan(None, "2030-12-31"), []),
        (replace(plan("2020-01-01", "2030-12-31"), kind="skolbiblioteksplan"), []),
        (plan("2020-01-01", "2030-12-31", decided("upphavande", "2023-12-31")), []),
    ],
)
def test_plans_of_one_owner_and_kind_that_share_days(other, expected):
    assert warnings(owned(ADOPTED), owned(other, number=2)) == expected


def test_plans_of_other_owners_and_roles_do_not_count():
    other = plan("2020-01-01", "2030-12-31")

    assert warnings(owned(ADOPTED), owned(other, (2, "kommun"), number=2)) == []
    assert warnings(owned(ADOPTED, (2, "region")), owned(other, (2, "kommun"), number=2)) == []


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ((1, "kommun"), []), ((2, "kommun"), []), ((2, "region"), []), ((3, "annan"), []),
        ((1, "region"), ["Rollen ”region” passar inte Alby kommun."]),
        ((1, "annan"), ["Rollen ”annan” passar inte Alby kommun."]),
        ((3, "kommun"), ["Rollen ”kommun” passar inte Förbundet."]),
    ],
)  # fmt: skip
def test_roles_that_do_not_fit(owner, expected):
    assert warnings(owned(ADOPTED, owner)) == expected


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("antagande", "2026-11-23", []),
        ("antagande", "2026-11-24", ["Antagande 24 november 2026: den dagen har inte kommit än."]),
        ("remiss", "2032-01-01", ["Remiss 1 januari 2032: den dagen har inte kommit än."]),
        ("antagande", "2014-01-02", []),
        ("antagande", "2013-12-30", [
            "Antagande 30 december 2013: det är mer än tio år från planens första dag, 1 januari 2024."
        ]),
        ("uppdrag", "2013-12-30", []),
        ("uppdrag", "1923-12-30", [
            "Uppdrag att ta fram 30 december 1923: det är före den första bibliotekslagen (1996)."
        ]),
    ],
)  # fmt: skip
def test_days_that_are_unlikely(kind, day, expected):
    assert warnings(owned(plan("2024-01-01", "2027-12-31", decided(kind, day)))) == expected


@pytest.mark.parametrize(
    ("ends", "decisions", "expected"),
    [
        ("2025-12-31", [("2025-05-01", "2026-12-31")], []),
        ("2025-12-31", [("2025-05-01", "2025-12-31")], [("1 maj 2025", "31 december 2025")]),
        (
            "2025-12-31",
            [("2025-05-01", "2027-12-31"), ("2025-06-01", "2026-12-31")],
            [("1 juni 2025", "31 december 2027")],
        ),
        (None, [("2025-05-01", "2024-12-31")], []),
    ],
)
def test_extensions_to_a_day_on_which_the_plan_is_in_force_anyhow(ends, decisions, expected):
    made = [decided("forlangning", on, new_end=date.fromisoformat(end)) for on, end in decisions]

    assert warnings(owned(plan("2022-01-01", ends, *made))) == [
        f"Förlängning {on}: planen gäller till och med {end} utan den." for on, end in expected
    ]


def test_decisions_after_the_plan_was_revoked():
    rows = [decided("upphavande", "2025-05-01"), decided("forlangning", "2025-06-01", new_end=date(2029, 12, 31))]

    assert warnings(owned(plan("2024-01-01", "2027-12-31", *rows))) == [
        "Förlängning 1 juni 2025: planen upphävdes 1 maj 2025."
    ]

from dataclasses import replace
from datetime import date

import pytest

from library_plans.choices import StatusCode, StatusNote
from library_plans.rules import DecisionSnapshot, OwnerSnapshot, PlanSnapshot, explain, owner_is_current, owner_status

ON = date(2018, 12, 31)
OWNER = (OwnerSnapshot(organisation=1, role="kommun"),)
OLD = PlanSnapshot(id=1, starts=date(2015, 1, 1), ends=date(2018, 12, 31), adopted_date_unknown=True, owners=OWNER)
NEW = PlanSnapshot(
    id=2,
    starts=date(2019, 1, 1),
    ends=date(2022, 12, 31),
    owners=OWNER,
    decisions=(DecisionSnapshot(kind="antagande", decided_on=date(2018, 12, 10)),),
)
DRAFT = PlanSnapshot(id=3, owners=OWNER, decisions=(DecisionSnapshot(kind="remiss", decided_on=date(2018, 11, 1)),))


def of(*plans, role="kommun", on=ON):
    return owner_status(plans, 1, role, on)


def test_the_old_plan_keeps_the_owner_in_force_until_the_new_one_begins():
    assert of(OLD, NEW).code == StatusCode.IN_FORCE
    assert (of(OLD, NEW).plan, owner_is_current([OLD, NEW], 1, "kommun", ON)) == (1, True)
    assert (of(NEW).code, owner_is_current([NEW], 1, "kommun", ON)) == (StatusCode.COMING, False)


def test_no_plan():
    assert (of().code, explain(of())) == (StatusCode.NONE, "Ingen plan är känd i registret.")


def test_a_new_plan_under_consultation_is_a_note_beside_the_status():
    assert (of(OLD, DRAFT).code, of(OLD, DRAFT).notes) == (
        StatusCode.IN_FORCE,
        (StatusNote.ENDS_SOON, StatusNote.NEW_CONSULTATION),
    )


@pytest.mark.parametrize("kind", ["skolbiblioteksplan", "tillagg", "regional"])
def test_other_kinds_do_not_count_for_a_municipality(kind):
    assert of(replace(OLD, kind=kind)).code == StatusCode.NONE


@pytest.mark.parametrize("kind", ["kommunal", "strategi", "kulturplan"])
def test_kinds_that_count_for_a_municipality(kind):
    assert of(replace(OLD, kind=kind)).code == StatusCode.IN_FORCE


def test_a_joint_regional_plan_counts_for_each_region_and_for_no_municipality():
    owners = (OwnerSnapshot(1, "region"), OwnerSnapshot(2, "region", 2))
    joint = replace(OLD, kind="regional", owners=owners)

    assert [owner_status([joint], owner, "region", ON).code for owner in (1, 2, 3)] == [
        StatusCode.IN_FORCE,
        StatusCode.IN_FORCE,
        StatusCode.NONE,
    ]
    assert of(joint).code == StatusCode.NONE


def test_what_became_known_later_does_not_count():
    assert of(NEW, on=date(2018, 12, 9)).code == StatusCode.NONE


def test_among_equals_the_plan_that_lasts_longest_gives_the_status():
    shorter = replace(OLD, id=4, ends=date(2019, 6, 30))
    longer = replace(OLD, id=5, ends=date(2020, 12, 31))

    assert of(shorter, longer, OLD).plan == 5

"""The rules alone: who manages members where, and who needs a second factor."""

import pytest

from accounts.choices import Role
from accounts.rules import NOBODY, Actor, Appointment, Place, may_grant, may_manage_members, needs_second_factor

KB = Place("2021001710", "", is_national=True)
UPPSALA, OSTHAMMAR = Place("03", "03", is_national=False), Place("0382", "03", is_national=False)
GAVLE, ASSOCIATION = Place("2180", "21", is_national=False), Place("222000", "", is_national=False)
PLACES = (KB, UPPSALA, OSTHAMMAR, GAVLE, ASSOCIATION)


def actor(role: Role, place: Place) -> Actor:
    return Actor((Appointment(role, place.code, place.county, is_region=len(place.code) == 2),))


@pytest.mark.parametrize(
    ("who", "manages"),
    [
        (NOBODY, ()),
        (Actor(is_superuser=True), PLACES),
        (actor(Role.ADMINISTRATOR, KB), PLACES),
        (actor(Role.KB_EDITOR, KB), (UPPSALA, OSTHAMMAR, GAVLE, ASSOCIATION)),
        (actor(Role.KB_OFFICER, KB), (UPPSALA, OSTHAMMAR, GAVLE, ASSOCIATION)),
        (actor(Role.READER, KB), ()),
        (actor(Role.REGION_OFFICER, UPPSALA), (UPPSALA, OSTHAMMAR)),
        (actor(Role.CONTRIBUTOR, UPPSALA), ()),
        (actor(Role.READER, UPPSALA), ()),
        (actor(Role.CONTRIBUTOR, OSTHAMMAR), ()),
    ],
)
def test_who_manages_members_where(who, manages):
    assert tuple(place for place in PLACES if may_manage_members(who, place)) == manages


@pytest.mark.parametrize("role", [Role.KB_EDITOR, Role.KB_OFFICER, Role.ADMINISTRATOR])
def test_roles_of_kb_are_granted_by_administrators_alone(role):
    assert may_grant(actor(Role.ADMINISTRATOR, KB), KB, role)
    assert not may_grant(actor(Role.KB_EDITOR, KB), KB, role)
    assert not may_grant(actor(Role.REGION_OFFICER, UPPSALA), UPPSALA, role)


def test_second_factor_is_demanded_of_whoever_enters_the_admin():
    demanded = {role for role in Role if needs_second_factor(actor(role, UPPSALA))}

    assert demanded == {Role.REGION_OFFICER, Role.KB_EDITOR, Role.KB_OFFICER, Role.ADMINISTRATOR}


def test_reader_does_not_act_for_the_organisation():
    acting = {role for role in Role if actor(role, OSTHAMMAR).acts_for("0382")}

    assert acting == set(Role) - {Role.READER}
    assert not actor(Role.CONTRIBUTOR, OSTHAMMAR).acts_for("0380")

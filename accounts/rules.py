"""Who may do what, as functions of who asks and of what: no database, no request."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.choices import ADMIN_ROLES, KB_ROLES, Role
from content.audiences import Audience


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role that holds today, at an organisation: its code, its county's two digits, whether it is the region."""

    role: str
    organisation: str
    county: str
    is_region: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks, with the roles that hold today; nobody in particular without any."""

    appointments: tuple[Appointment, ...] = ()
    is_superuser: bool = False

    @property
    def is_kb(self) -> bool:
        return self.is_superuser or any(one.role in KB_ROLES for one in self.appointments)

    @property
    def is_administrator(self) -> bool:
        return self.is_superuser or any(one.role == Role.ADMINISTRATOR for one in self.appointments)

    @property
    def enters_admin(self) -> bool:
        """Whether the Wagtail admin is this person's place of work."""
        return self.is_superuser or any(one.role in ADMIN_ROLES for one in self.appointments)

    @property
    def counties_in_charge(self) -> frozenset[str]:
        """The counties whose region this person is an officer of."""
        return frozenset(one.county for one in self.appointments if one.role == Role.REGION_OFFICER)

    @property
    def organisations(self) -> frozenset[str]:
        """The codes of the organisations where this person has any role."""
        return frozenset(one.organisation for one in self.appointments)

    def acts_for(self, organisation: str) -> bool:
        """Whether this person sends in and confirms for an organisation, by its code."""
        return any(one.organisation == organisation and one.role != Role.READER for one in self.appointments)


NOBODY = Actor()


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as the rules see it: its code, its county's two digits, and whether it is KB."""

    code: str
    county: str
    is_national: bool


def may_manage_members(actor: Actor, place: Place) -> bool:
    """See, invite and end: administrators everywhere, KB outside KB, a region at its own and its municipalities."""
    if place.is_national:
        return actor.is_administrator
    return actor.is_kb or (bool(place.county) and place.county in actor.counties_in_charge)


def may_grant(actor: Actor, place: Place, role: str) -> bool:
    """Give somebody a role: whoever manages the members there, KB's own roles by administrators alone."""
    return may_manage_members(actor, place) and (role not in KB_ROLES or actor.is_administrator)


def needs_second_factor(actor: Actor) -> bool:
    """Whether a second factor is demanded: of whoever enters the admin."""
    return actor.enters_admin


def sees_contacts(actor: Actor) -> bool:
    """See who works with this at KB and at the regions: whoever has a role somewhere today."""
    return actor.is_superuser or bool(actor.appointments)


def counties_with_contacts(actor: Actor) -> frozenset[str]:
    """The counties whose municipalities' people somebody sees: those of the own region. KB sees every county's."""
    return frozenset(one.county for one in actor.appointments if one.is_region)


def offered_audiences(actor: Actor, *, has_region: bool) -> tuple[Audience, ...]:
    """The audiences that somebody who may edit a page or a document may give it: KB alone only by KB itself."""
    kept_from = {*(() if has_region else (Audience.REGION,)), *(() if actor.is_kb else (Audience.KB,))}
    return tuple(audience for audience in Audience if audience not in kept_from)

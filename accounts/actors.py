"""What the rules need to know of a user and of an organisation."""

from __future__ import annotations

from typing import Any

from accounts.models import Membership
from accounts.rules import NOBODY, Actor, Appointment, Place
from organisations.models import Organisation, OrganisationKind

CACHE_ATTRIBUTE = "_actor"


def actor_of(user: Any) -> Actor:
    """The roles that a user has today. One query, kept on the user object, which lives as long as a request."""
    if not user.is_authenticated:
        return NOBODY
    if not hasattr(user, CACHE_ATTRIBUTE):
        setattr(user, CACHE_ATTRIBUTE, read_actor(user))
    actor: Actor = getattr(user, CACHE_ATTRIBUTE)
    return actor


def read_actor(user: Any) -> Actor:
    """The roles as they stand in the database now: one query."""
    rows = Membership.objects.active().filter(user=user).select_related("organisation").order_by("pk")
    appointments = tuple(
        Appointment(row.role, row.organisation.code, row.organisation.county_code, bool(row.organisation.region_code))
        for row in rows
    )
    return Actor(appointments, user.is_superuser)


def place_of(organisation: Organisation) -> Place:
    """An organisation for the rules."""
    return Place(organisation.code, organisation.county_code, organisation.kind == OrganisationKind.NATIONAL)

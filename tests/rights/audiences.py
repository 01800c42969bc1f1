"""Who may: kinds of people, as seen from the place that an object belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accounts.choices import Role
from tests.rights.people import KB, Person


@dataclass(frozen=True, slots=True)
class Audience:
    """Some people, in words, and whether a person at a place is one of them. The place is empty for what has none."""

    name: str
    admits: Callable[[Person, str], bool]


def enters_admin(person: Person, place: str = "") -> bool:
    return person.is_kb or person.role == Role.REGION_OFFICER


def owns(person: Person, place: str) -> bool:
    return person.is_kb or (person.role == Role.REGION_OFFICER and place in ("", person.county))


def is_administrator(person: Person, place: str = "") -> bool:
    return person.is_superuser or person.role == Role.ADMINISTRATOR


def may_ask(person: Person, place: str) -> bool:
    return owns(person, place) or (place == KB and bool(person.role))


def manages(person: Person, place: str) -> bool:
    return is_administrator(person) if place == KB else owns(person, place)


def is_in_audience(person: Person, place: str) -> bool:
    return owns(person, place) or (bool(person.county) and person.county == place)


def writes_for(person: Person, place: str) -> bool:
    return person.role == Role.CONTRIBUTOR and person.county == place


def sends_for(person: Person, place: str) -> bool:
    return owns(person, place) or writes_for(person, place)


EVERYBODY = Audience("everybody", lambda person, place: True)
SIGNED_IN = Audience("everybody who is signed in", lambda person, place: bool(person.role) or person.is_superuser)
GROUPS = Audience("everybody with a role in the county, and KB", is_in_audience)
ADMIN = Audience("officers of regions, and KB", enters_admin)
OWNERS = Audience("officers of the region that it belongs to, and KB", owns)
CONTACTS = Audience("officers of the region that it belongs to, and KB; of KB's own everybody with a role", may_ask)
MANAGERS = Audience("officers of the region, and KB; of KB's own people its administrators", manages)
KB_ONLY = Audience("KB", lambda person, place: person.is_kb)
ADMINISTRATORS = Audience("KB's administrators", is_administrator)
SUPERUSERS = Audience("superusers", lambda person, place: person.is_superuser)
SENDERS = Audience("contributors of the municipality, officers of its region, and KB", sends_for)
WRITERS = Audience("contributors of the municipality", writes_for)
NOBODY = Audience("nobody", lambda person, place: False)

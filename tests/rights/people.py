"""Who asks: people with real memberships, in the groups that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.choices import Role
from accounts.models import Membership, User
from organisations.models import Organisation

REGION_1, REGION_2, REGION_3 = "03", "04", "05"
MUNICIPALITY_A, MUNICIPALITY_B = "0380", "0480"  # of the first and of the second region
KB = "2021001710"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with at most one role. `county` is that of the organisation; empty for KB and without a role."""

    name: str
    role: str = ""
    organisation: str = ""
    is_superuser: bool = False

    @property
    def county(self) -> str:
        return "" if self.organisation == KB else self.organisation[:2]

    @property
    def is_kb(self) -> bool:
        return self.is_superuser or self.organisation == KB

    @property
    def email(self) -> str:
        return f"{self.name.replace(' ', '-').lower()}@example.org"


ANONYMOUS = Person("anonymous")
READER = Person("reader", Role.READER, MUNICIPALITY_A)
CONTRIBUTOR_A = Person("contributor of municipality A", Role.CONTRIBUTOR, MUNICIPALITY_A)
CONTRIBUTOR_B = Person("contributor of municipality B", Role.CONTRIBUTOR, MUNICIPALITY_B)
OFFICER_1 = Person("officer of region 1", Role.REGION_OFFICER, REGION_1)
OFFICER_2 = Person("officer of region 2", Role.REGION_OFFICER, REGION_2)
OFFICER_3 = Person("officer of region 3", Role.REGION_OFFICER, REGION_3)
KB_EDITOR = Person("KB editor", Role.KB_EDITOR, KB)
ADMINISTRATOR = Person("KB administrator", Role.ADMINISTRATOR, KB)
SUPERUSER = Person("superuser", is_superuser=True)

PEOPLE = (
    ANONYMOUS,
    READER,
    CONTRIBUTOR_A,
    CONTRIBUTOR_B,
    OFFICER_1,
    OFFICER_2,
    OFFICER_3,
    KB_EDITOR,
    ADMINISTRATOR,
)


def make_users() -> dict[Person, User]:
    """Users with memberships; the groups follow when `sync_groups` has run."""
    return {person: make_user(person) for person in (*PEOPLE, SUPERUSER) if person != ANONYMOUS}


def make_user(person: Person) -> User:
    user = User.objects.create_user(person.email, is_superuser=person.is_superuser)
    if person.role:
        organisation = Organisation.objects.get(code=person.organisation)
        Membership.objects.create(user=user, organisation=organisation, role=person.role)
    return user

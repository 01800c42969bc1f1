"""Five kinds of readers of a site with KB and two regions, and what each of the four audiences lets in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.choices import Role
from accounts.groups import sync_groups
from accounts.models import User
from content.audiences import Audience
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory
from tests.prepared import Prepared

STRANGER, OTHER_REGION, MUNICIPALITY, OFFICER, KB = "stranger", "other region", "municipality", "officer", "KB"
ADDRESSES = {name: f"{number}@example.org" for number, name in enumerate((OTHER_REGION, MUNICIPALITY, OFFICER, KB), 1)}
ADMITTED = {
    Audience.EVERYBODY: {STRANGER, OTHER_REGION, MUNICIPALITY, OFFICER, KB},
    Audience.SIGNED_IN: {OTHER_REGION, MUNICIPALITY, OFFICER, KB},
    Audience.REGION: {MUNICIPALITY, OFFICER, KB},
    Audience.KB: {KB},
}


def add_readers() -> None:
    """Add the site with the readers' organisations, and their accounts.

    The region of the page in question is 03, the other one 21.
    """
    uppsala = RegionFactory()
    RegionFactory(code="21", name="Region Gävleborg", county_code="21", county_name="Gävleborgs län")
    call_command("setup_site", verbosity=0)
    kb = OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, name="KB", county_code="")
    roles = {
        OTHER_REGION: (OrganisationFactory(code="2180", name="Gävle", county_code="21"), Role.CONTRIBUTOR),
        MUNICIPALITY: (OrganisationFactory(code="0380", name="Uppsala"), Role.CONTRIBUTOR),
        OFFICER: (uppsala, Role.REGION_OFFICER),
        KB: (kb, Role.KB_EDITOR),
    }
    for name, (organisation, role) in roles.items():
        MembershipFactory(organisation=organisation, role=role, user__email=ADDRESSES[name])
    sync_groups()


@pytest.fixture(scope="module")
def readers_site(prepared: Prepared) -> Iterator[None]:
    """The site with the accounts of all readers, until the module ends."""
    with prepared(add_readers):
        yield


@pytest.fixture
def readers(readers_site: None, db: None) -> dict[str, Client]:
    """A client for each kind, signed in where the kind is."""
    clients = {name: Client() for name in (STRANGER, *ADDRESSES)}
    for name, email in ADDRESSES.items():
        clients[name].force_login(User.objects.get(email=email))
    return clients

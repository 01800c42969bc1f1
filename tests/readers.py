"""Five kinds of readers of a site with KB and two regions, and what each of the four audiences lets in."""

from __future__ import annotations

from django.core.management import call_command
from django.test import Client

from accounts.choices import Role
from accounts.groups import sync_groups
from content.audiences import Audience
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

STRANGER, OTHER_REGION, MUNICIPALITY, OFFICER, KB = "stranger", "other region", "municipality", "officer", "KB"
ADMITTED = {
    Audience.EVERYBODY: {STRANGER, OTHER_REGION, MUNICIPALITY, OFFICER, KB},
    Audience.SIGNED_IN: {OTHER_REGION, MUNICIPALITY, OFFICER, KB},
    Audience.REGION: {MUNICIPALITY, OFFICER, KB},
    Audience.KB: {KB},
}


def make_readers() -> dict[str, Client]:
    """A client for each kind; the region of the page in question is 03, the other one 21."""
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
    clients = {STRANGER: Client()}
    for name, (organisation, role) in roles.items():
        member = MembershipFactory(organisation=organisation, role=role, user__email=f"{len(clients)}@example.org")
        clients[name] = Client()
        clients[name].force_login(member.user)
    sync_groups()
    return clients

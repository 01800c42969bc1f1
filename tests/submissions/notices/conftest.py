"""People of three regions and of KB, and what they are told."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.choices import Role
from notifications.models import Notice
from organisations.models import OrganisationKind
from submissions.choices import Channel, Kind
from submissions.models import Submission
from submissions.workflow import ContactDetails, receive
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

COUNTIES = ("03", "04", "05")


@pytest.fixture
def people(db) -> dict[str, Any]:
    """Two officers at each of three regions, a sender in each county, two officers and an editor of KB, a superuser."""
    UserFactory(email="alla@example.org", is_superuser=True)
    kb = OrganisationFactory(code="KB", kind=OrganisationKind.NATIONAL, county_code="", name="KB")
    found = {
        "kb-1": somebody("kb-1", kb, Role.KB_OFFICER),
        "kb-2": somebody("kb-2", kb, Role.KB_OFFICER),
        "kb-redaktor": somebody("kb-redaktor", kb, Role.KB_EDITOR),
    }
    for county in COUNTIES:
        region = RegionFactory(code=county, county_code=county, display_name=f"Region {county}")
        town = OrganisationFactory(code=f"{county}80", county_code=county, name=f"Stad {county}")
        for number in (1, 2):
            name = f"region-{county}-{number}"
            found[name] = somebody(name, region, Role.REGION_OFFICER)
        found[f"kommun-{county}"] = somebody(f"kommun-{county}", town, Role.CONTRIBUTOR)
    return found


def somebody(name: str, organisation: Any, role: Role) -> Any:
    return MembershipFactory(user__email=f"{name}@example.org", organisation=organisation, role=role).user


def send_in(people: dict[str, Any], county: str = "03", **values: Any) -> Submission:
    """A plan of the municipality, by its contributor unless something else is said."""
    sender = people[f"kommun-{county}"]
    town = sender.memberships.get().organisation
    given = {"kind": Kind.PLAN, "channel": Channel.ACCOUNT, "sender": sender, "organisation": town, **values}
    return receive(title="Biblioteksplan 2027", **given)


def by_link(people: dict[str, Any], channel: Channel = Channel.LINK) -> Submission:
    return send_in(people, channel=channel, sender=None, contact=ContactDetails("Kim", "kim@kommunen.example"))


def told() -> list[tuple[str, str, str]]:
    """Who was told since it was last asked, why, and how that leaves; by name, without domain."""
    found = log()
    Notice.objects.all().delete()
    return found


def log() -> list[tuple[str, str, str]]:
    rows = Notice.objects.order_by("pk").select_related("user")
    return [(one.to_address.partition("@")[0], one.reason.removeprefix("arende-"), one.state) for one in rows]

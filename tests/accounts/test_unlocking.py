"""Too many wrong passwords close an address; whoever manages its members opens it."""

import pytest
from django.test import Client

from accounts.choices import Role
from audit.choices import Action
from audit.models import AuditEvent
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening"
CLOSED = "Inloggningen är stängd"


@pytest.fixture
def locked():
    """A member of a municipality whose sign-in is closed."""
    membership = MembershipFactory(organisation=OrganisationFactory(code="0382"))
    membership.user.set_password(PASSWORD)
    membership.user.save()
    for _time in range(5):
        signs_in(membership.user, "fel")
    return membership


@pytest.fixture
def officer(client):
    user = MembershipFactory(organisation=RegionFactory(), role=Role.REGION_OFFICER).user
    client.force_login(user)
    return user


def signs_in(user, password) -> bool:
    return Client().post("/logga-in/", {"login": user.email, "password": password}).status_code == 302


def test_region_opens_the_sign_in_of_a_municipality(client, locked, officer):
    other = MembershipFactory(organisation=locked.organisation)
    before = signs_in(locked.user, PASSWORD)
    screen = client.get("/mina-sidor/behorigheter/0382/").content.decode()
    client.post(f"/mina-sidor/behorigheter/0382/{locked.pk}/las-upp/")

    assert (before, screen.count(CLOSED)) == (False, 1)
    assert [f"/{one.pk}/las-upp/" in screen for one in (locked, other)] == [True, False]
    assert CLOSED not in client.get("/mina-sidor/behorigheter/0382/").content.decode()
    assert signs_in(locked.user, PASSWORD)
    assert list(AuditEvent.objects.filter(action=Action.UNLOCKED).values_list("user__email", "organisation")) == [
        (officer.email, "0382")
    ]


def test_another_region_does_not(client, locked):
    region = RegionFactory(code="04", county_code="04", name="Region Sörmland")
    client.force_login(MembershipFactory(organisation=region, role=Role.REGION_OFFICER).user)

    assert client.post(f"/mina-sidor/behorigheter/0382/{locked.pk}/las-upp/").status_code == 403
    assert not signs_in(locked.user, PASSWORD)

"""A deputy stands in for a member during some days."""

import pytest
from django.core import mail

from accounts.choices import Role
from accounts.models import Invitation, Membership
from tests.accounts.mails import mailed_link
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MembershipFactory(organisation=OrganisationFactory(code="0382"))


@pytest.fixture
def appoint(client, member):
    client.force_login(MembershipFactory(organisation=RegionFactory(), role=Role.REGION_OFFICER).user)

    def appoint(email="vikarie@example.org", **days):
        values = {"email": email, "starts": "1 mars 2030", "ends": "2030-03-31", **days}
        return client.post(f"/mina-sidor/behorigheter/0382/{member.pk}/ersattare/", values)

    return appoint


def test_deputy_has_the_same_role_during_the_days(client, appoint, member):
    appoint()
    client.logout()

    client.get(mailed_link())
    client.post("/inbjudan/", {"first_name": "Ny", "last_name": "Person"})

    deputy = Membership.objects.get(user__email="vikarie@example.org")
    assert (deputy.organisation, deputy.role, deputy.deputy_for) == (member.organisation, member.role, member)
    assert [str(day) for day in (deputy.starts, deputy.ends)] == ["2030-03-01", "2030-03-31"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": "2030-03-31", "ends": "2030-03-01"}, "ends"),
        ({"starts": "2020-03-01", "ends": "2020-03-31"}, "ends"),
        ({"ends": ""}, "ends"),
        ({"starts": "snart"}, "starts"),
        ({"email": "ingen adress"}, "email"),
    ],
)
def test_bad_days_of_a_deputy_are_refused(appoint, values, field):
    answer = appoint(**values)

    assert list(answer.context["form"].errors) == [field]
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_nobody_is_their_own_deputy(appoint, member):
    answer = appoint(member.user.email.upper())

    assert list(answer.context["form"].errors) == ["email"]


def test_form_names_the_member(client, appoint, member):
    assert member.user.email in client.get(f"/mina-sidor/behorigheter/0382/{member.pk}/ersattare/").text

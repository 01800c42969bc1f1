"""Users with roles for tests."""

import factory
from factory.django import DjangoModelFactory

from accounts.choices import Role
from accounts.models import Membership, User
from tests.factories.organisations import OrganisationFactory


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person-{n}@example.org")


class MembershipFactory(DjangoModelFactory):
    """A contributor of a municipality, until further notice."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.CONTRIBUTOR

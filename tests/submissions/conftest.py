"""People around a municipality's case."""

import pytest
from django.db import connections

from accounts.choices import Role
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory
from tests.prepared import copy_database, drop_database, switched_to


@pytest.fixture
def region(db):
    return RegionFactory()


@pytest.fixture
def officer(region):
    return MembershipFactory(organisation=region, role=Role.REGION_OFFICER).user


@pytest.fixture
def kb(db):
    national = OrganisationFactory(code="KB", kind=OrganisationKind.NATIONAL, county_code="", name="KB")
    return MembershipFactory(organisation=national, role=Role.KB_EDITOR).user


@pytest.fixture
def other_kb(kb):
    return MembershipFactory(organisation=kb.memberships.get().organisation, role=Role.KB_OFFICER).user


@pytest.fixture
def kb_pair(committed_database):
    """The primary keys of two of KB's editors, in the test's own database."""
    national = OrganisationFactory(code="KB", kind=OrganisationKind.NATIONAL, county_code="", name="KB")
    return [MembershipFactory(organisation=national, role=Role.KB_EDITOR).user.pk for _ in range(2)]


@pytest.fixture
def committed_database(empty_database, django_db_blocker):
    """A database of the test's own, in which several connections commit; it is thrown away and never emptied."""
    name = f"{empty_database}_cases"
    with django_db_blocker.unblock():
        copy_database(empty_database, name)
        with switched_to(name):
            yield
            connections["default"].close()
        if connections["default"].vendor == "postgresql":
            drop_database(name)

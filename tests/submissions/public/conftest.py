"""A municipality with somebody signed in, and somebody without account at a browser of their own."""

from datetime import date

import pytest
from django.test import Client

from submissions.access_links import issue_link
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def osthammar(db):
    return OrganisationFactory(code="0382", name="Östhammar", display_name="Östhammars kommun")


@pytest.fixture
def sender(osthammar):
    return MembershipFactory(organisation=osthammar, starts=date(2026, 1, 1)).user


@pytest.fixture
def signed_in(sender):
    client = Client()
    client.force_login(sender)
    return client


@pytest.fixture
def link(osthammar):
    return issue_link(osthammar, "bibliotek@osthammar.example")


@pytest.fixture
def guest(link):
    """Somebody who has opened the link of a mail."""
    client = Client()
    client.get(link[1])
    return client


@pytest.fixture(params=["signed in", "by a link"])
def either(request):
    """Both who is signed in and who came by a link."""
    return request.getfixturevalue("signed_in" if request.param == "signed in" else "guest")

"""/mina-sidor/kontakter/: whom to ask, as far as somebody may see it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import Membership, User
from organisations.models import Organisation
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.readers import KB, MUNICIPALITY, OFFICER, OTHER_REGION, STRANGER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_site")]
ADDRESS = "/mina-sidor/kontakter/"


def addresses(client, query="") -> set[str]:
    return set(re.findall(r'href="mailto:(\d)@example.org"', client.get(ADDRESS + query).text))


def add_people(number: int) -> None:
    """Contributors of a municipality of their own each."""
    places = Organisation.objects.bulk_create(
        OrganisationFactory.build(code=f"{5000 + n}", name=f"Kommun {n}", display_name=f"Kommun {n}")
        for n in range(number)
    )
    people = User.objects.bulk_create(UserFactory.build(email=f"m{n}@example.org") for n in range(number))
    Membership.objects.bulk_create(
        Membership(user=user, organisation=place, role=Role.CONTRIBUTOR)
        for user, place in zip(people, places, strict=True)
    )


def test_a_stranger_signs_in_first_and_who_has_no_role_sees_none(readers):
    client = Client()
    client.force_login(UserFactory())

    assert [one.get(ADDRESS).status_code for one in (readers[STRANGER], client)] == [302, 404]


def test_contacts_of_municipalities_are_for_kb_and_their_region(readers):
    """Numbers: 1 of another region's municipality, 2 of this one's, 3 the region's officer, 4 at KB."""
    assert {name: addresses(readers[name]) for name in (OTHER_REGION, MUNICIPALITY, OFFICER, KB)} == {
        OTHER_REGION: {"3", "4"},
        MUNICIPALITY: {"3", "4"},
        OFFICER: {"2", "3", "4"},
        KB: {"1", "2", "3", "4"},
    }


def test_they_stand_by_role_with_name_and_organisation(readers):
    user = UserFactory(first_name="Lars", last_name="Ek", email="9@example.org")
    MembershipFactory(user=user, organisation=Organisation.objects.get(code="03"), role=Role.READER)
    html = readers[KB].get(ADDRESS).text

    assert re.findall(r'<h2 id="roll-\d">([^<]*)</h2>', html) == [
        "KB-redaktör",
        "Regional handläggare",
        "Bidragslämnare",
        "Läsare",
    ]
    assert '<span class="row__title">Lars Ek, Region Uppsala</span>' in html
    assert '<a href="mailto:9@example.org">' in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=öberg", "9"),
        ("?q=ÖBERG+åsa", "9"),
        ("?q=uppsala", "239"),
        ("?q=Region+uppsala", "39"),
        ("?lan=21", "1"),
        ("?q=uppsala&lan=21", ""),
        ("?q=%25", ""),
        ("?q=&lan=", "12349"),
        ("?q=ingen", ""),
    ],
)
def test_they_are_found_by_words_of_name_and_organisation_and_by_county(readers, query, found):
    user = UserFactory(first_name="Åsa", last_name="Öberg", email="9@example.org")
    MembershipFactory(user=user, organisation=Organisation.objects.get(code="03"), role=Role.READER)

    assert addresses(readers[KB], query) == set(found)


@pytest.mark.parametrize(
    ("query", "status"),
    [("?page=2", 404), ("?page=0", 400), ("?page=x", 400), ("?lan=99", 400), ("?q=" + "a" * 101, 400), ("?x=1", 200)],
)
def test_what_does_not_exist_is_told(readers, query, status):
    assert readers[KB].get(ADDRESS + query).status_code == status


@pytest.mark.parametrize("number", [1, 3, 700])
def test_queries_do_not_depend_on_how_many_there_are(readers, number):
    readers[KB].get(ADDRESS)  # fills the caches
    before = cost(readers[KB])
    add_people(number)

    assert cost(readers[KB]) == before
    assert readers[KB].get(ADDRESS).text.count("mailto:") <= 50 + 1  # and KB's own in the foot


def cost(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ADDRESS).status_code == 200
    return len(queries)

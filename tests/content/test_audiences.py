"""The audiences of users and pages admit whom the restrictions admit."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import PageViewRestriction

from accounts.models import User
from content.visibility import PageAudiences, audiences_of
from home.models import HomePage
from tests.specimens.models import SpecimenPage

LOGIN, GROUPS, PASSWORD = PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD
MEMBERSHIPS = {"signed in": "", "member of A": "A", "member of B": "B", "member of both": "AB"}


@pytest.fixture
def page(make_page):
    return make_page("Intern sida")


@pytest.fixture
def groups(db):
    return {name: Group.objects.create(name=f"Grupp {name}") for name in "ABCDE"}


@pytest.fixture
def users(groups):
    made = {"stranger": AnonymousUser(), "superuser": User.objects.create_superuser("rot@example.org")}
    for name, letters in MEMBERSHIPS.items():
        made[name] = User.objects.create_user(f"reader{len(made)}@example.org")
        made[name].groups.set(groups[letter] for letter in letters)
    return made


@pytest.fixture
def restrict(groups):
    def restrict(page, restriction_type, letters=""):
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=restriction_type, password="x")
        restriction.groups.set(groups[letter] for letter in letters)

    return restrict


def admitted(page, users):
    audiences = PageAudiences().of(page.path)
    return {name for name, user in users.items() if audiences & audiences_of(user)}


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        (None, None, {"stranger", "superuser", *MEMBERSHIPS}),
        (None, (LOGIN, ""), {"superuser", *MEMBERSHIPS}),
        ((LOGIN, ""), None, {"superuser", *MEMBERSHIPS}),
        (None, (GROUPS, "A"), {"superuser", "member of A", "member of both"}),
        ((GROUPS, "AB"), (LOGIN, ""), {"superuser", "member of A", "member of B", "member of both"}),
        ((GROUPS, "A"), (GROUPS, "B"), {"superuser", "member of both"}),
        ((GROUPS, "AB"), (GROUPS, "BC"), {"superuser", "member of B", "member of both"}),
        (None, (GROUPS, ""), {"superuser"}),
        (None, (PASSWORD, ""), set()),
        ((PASSWORD, ""), (GROUPS, "A"), set()),
    ],
)
def test_a_page_and_a_user_share_an_audience_when_every_restriction_admits_the_user(
    page, section, users, restrict, above, own, expected
):
    for target, restriction in ((section, above), (page, own)):
        if restriction:
            restrict(target, *restriction)

    assert admitted(page, users) == expected
    assert {name for name, user in users.items() if page in SpecimenPage.objects.visible_to(user)} == expected


@pytest.mark.parametrize("above", [False, True])
def test_an_alias_has_the_audiences_of_its_source_and_its_own_restrictions(page, section, users, restrict, above):
    start = HomePage.source_page()
    alias = page.create_alias(parent=start, update_slug="alias")
    second = alias.create_alias(parent=start, update_slug="alias-2")
    restrict(section if above else page, GROUPS, "A")
    restrict(second, GROUPS, "B")

    assert admitted(alias, users) == {"superuser", "member of A", "member of both"}
    assert admitted(second, users) == {"superuser", "member of both"}


def test_a_page_that_requires_four_groups_at_once_is_for_superusers(page, section, users, groups, restrict):
    member = users["signed in"]
    member.groups.set(groups.values())
    for target in (HomePage.source_page(), section, page):
        restrict(target, GROUPS, "A")
    assert PageAudiences().of(page.path) & audiences_of(member)

    for letter in "BCD":
        restrict(page, GROUPS, letter)

    assert admitted(page, users) == {"superuser"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_depend_on_pages_and_groups(
    make_page, users, groups, restrict, django_assert_num_queries, count
):
    pages = [make_page(f"Sida {number}") for number in range(count)]
    for page in pages:
        restrict(page, GROUPS, "ABC"[:count])

    with django_assert_num_queries(3):  # restrictions, their groups, aliases of the pages
        audiences = PageAudiences()
        assert all(audiences.of(page.path) for page in pages)
    with django_assert_num_queries(1):
        audiences_of(users["member of both"])
    with django_assert_num_queries(0):
        audiences_of(users["stranger"])

"""One rule says who may see a page, and every list asks it."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from content.visibility import closed_paths, public_pages
from home.models import HomePage
from tests.specimens.models import SpecimenPage


@pytest.fixture
def page(make_page):
    return make_page("Intern sida")


@pytest.fixture
def group(db):
    return Group.objects.create(name="Region Skåne")


@pytest.fixture
def readers(group):
    """Who asks, by name: a stranger, somebody signed in, a member of the group, a superuser."""
    member = User.objects.create_user("medlem@example.org", password="x")
    member.groups.add(group)
    return {
        "stranger": AnonymousUser(),
        "signed in": User.objects.create_user("annan@example.org", password="x"),
        "member": member,
        "superuser": User.objects.create_superuser("rot@example.org", password="x"),
    }


def restrict(page, restriction_type, *groups):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=restriction_type, password="x")
    restriction.groups.set(groups)


@pytest.mark.parametrize(
    ("restriction_type", "admitted"),
    [
        (None, {"stranger", "signed in", "member", "superuser"}),
        (PageViewRestriction.LOGIN, {"signed in", "member", "superuser"}),
        (PageViewRestriction.GROUPS, {"member", "superuser"}),
        (PageViewRestriction.PASSWORD, set()),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_restrictions_of_a_page_or_above_admit_whom_wagtail_admits(
    page, section, group, readers, restriction_type, admitted, above
):
    if restriction_type:
        groups = [group] if restriction_type == PageViewRestriction.GROUPS else []
        restrict(section if above else page, restriction_type, *groups)

    found = {name for name, user in readers.items() if page in SpecimenPage.objects.visible_to(user)}

    assert found == admitted


def test_every_restriction_on_the_way_counts(page, section, group, readers):
    restrict(section, PageViewRestriction.GROUPS, group)
    restrict(page, PageViewRestriction.PASSWORD)

    assert not SpecimenPage.objects.visible_to(readers["member"]).exists()


def test_drafts_are_for_nobody(page, readers):
    page.unpublish()

    assert not SpecimenPage.objects.visible_to(readers["superuser"]).exists()


@pytest.mark.parametrize("above", [False, True])
def test_an_alias_of_a_page_that_became_private_is_closed_too(page, section, above):
    start = HomePage.source_page()
    alias = page.create_alias(parent=start, update_slug="alias")
    second = alias.create_alias(parent=start, update_slug="alias-2")
    restrict(section if above else page, PageViewRestriction.LOGIN)

    shown = public_pages(Page.objects.all())

    assert not shown.filter(pk__in=[page.pk, alias.pk, second.pk]).exists()
    assert shown.filter(pk=start.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_restrictions_are_asked_for_once_a_request(make_page, django_assert_num_queries, count):
    for number in range(count):
        restrict(make_page(f"Sida {number}"), PageViewRestriction.LOGIN)
    user = AnonymousUser()

    with django_assert_num_queries(1):  # restrictions with the aliases of what they close
        closed_paths(user)
    with django_assert_num_queries(1):
        assert list(SpecimenPage.objects.visible_to(user)) == []


def test_without_restrictions_one_query_says_so(page, django_assert_num_queries):
    PageViewRestriction.objects.all().delete()

    with django_assert_num_queries(1):
        assert closed_paths(AnonymousUser()) == []

"""Groups, their rights and members follow from memberships."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from accounts.choices import Role
from accounts.groups import ADMINISTRATORS_GROUP, KB_GROUP, compare_groups, sync_groups
from accounts.models import RegionGroup
from organisations.models import OrganisationKind, OrganisationPage
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def uppsala(prepared_site):
    region = RegionFactory()
    call_command("setup_site", verbosity=0)
    return region


@pytest.fixture
def appoint(django_capture_on_commit_callbacks):
    def appoint(**values):
        with django_capture_on_commit_callbacks(execute=True):
            return MembershipFactory(**values)

    return appoint


def groups_of(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (Role.KB_EDITOR, {KB_GROUP}),
        (Role.KB_OFFICER, {KB_GROUP}),
        (Role.ADMINISTRATOR, {KB_GROUP, ADMINISTRATORS_GROUP}),
        (Role.READER, set()),
    ],
)
def test_groups_of_kbs_roles(uppsala, appoint, role, groups):
    kb = OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, county_code="")

    assert groups_of(appoint(organisation=kb, role=role).user) == groups


def test_groups_of_a_region_and_its_municipalities(uppsala, appoint):
    officer = appoint(organisation=uppsala, role=Role.REGION_OFFICER).user
    contributor = appoint(organisation=OrganisationFactory(code="0382")).user
    stranger = appoint(organisation=OrganisationFactory(code="2180", county_code="21")).user

    assert groups_of(officer) == {"Region Uppsala: handläggare", "Region Uppsala: läsekrets"}
    assert groups_of(contributor) == {"Region Uppsala: läsekrets"}
    assert groups_of(stranger) == set()


def test_rights_of_a_region_stand_on_its_own_page_and_collection(uppsala):
    own = RegionGroup.objects.get(organisation=uppsala)
    page = OrganisationPage.objects.get(organisation=uppsala)

    assert set(own.officers.page_permissions.values_list("page", flat=True)) == {page.pk}
    assert sorted(own.officers.page_permissions.values_list("permission__codename", flat=True)) == [
        "add_page",
        "change_page",
        "lock_page",
        "publish_page",
        "unlock_page",
    ]
    assert {one.collection.name for one in own.officers.collection_permissions.all()} == {"Region Uppsala", "Gemensamt"}
    assert sorted(one.codename for one in own.officers.permissions.all()) == [
        "access_admin",
        "change_notice",
        "handle_link",
        "view_link",
        "view_notice",
        "view_submission",
    ]
    assert (own.audience.permissions.count(), own.audience.page_permissions.count()) == (0, 0)


def test_membership_begins_and_ends_by_its_days(uppsala, appoint):
    day = {"starts": date(2027, 3, 1), "ends": date(2027, 3, 2)}
    with time_machine.travel(date(2027, 2, 28)):
        user = appoint(organisation=uppsala, role=Role.REGION_OFFICER, **day).user
    found = {}
    for written in ("2027-02-28", "2027-03-01", "2027-03-02", "2027-03-03"):
        with time_machine.travel(f"{written}T12:00+01:00"):
            sync_groups()
        found[written] = len(groups_of(user))

    assert found == {"2027-02-28": 0, "2027-03-01": 2, "2027-03-02": 2, "2027-03-03": 0}


def test_user_who_may_not_sign_in_leaves_the_groups(uppsala, appoint, django_capture_on_commit_callbacks):
    user = appoint(organisation=uppsala, role=Role.REGION_OFFICER).user
    with django_capture_on_commit_callbacks(execute=True):
        user.is_active = False
        user.save()

    assert groups_of(user) == set()


def test_check_rights_names_what_is_missing_and_extra_and_repairs_it(uppsala, appoint):
    officer = appoint(organisation=uppsala, role=Role.REGION_OFFICER).user
    own = RegionGroup.objects.get(organisation=uppsala)
    officer.groups.remove(own.officers)
    intruder = UserFactory()
    intruder.groups.add(Group.objects.get(name=KB_GROUP))
    own.officers.permissions.add(Permission.objects.get(codename="change_organisation"))
    GroupPagePermission.objects.filter(group=own.officers, permission__codename="publish_page").delete()
    other = Group.objects.create(name="Provgrupp")
    other.user_set.add(intruder)
    out = StringIO()

    with pytest.raises(CommandError, match="2 groups differ"):
        call_command("check_rights", stdout=out)

    page = OrganisationPage.objects.get(organisation=uppsala).pk
    assert sorted(out.getvalue().splitlines()) == [
        f"KB: extra member {intruder.pk}",
        "Region Uppsala: handläggare: extra permission organisations change_organisation",
        f"Region Uppsala: handläggare: missing member {officer.pk}",
        f"Region Uppsala: handläggare: missing page {page} publish_page",
    ]
    call_command("check_rights", "--repair", stdout=StringIO())
    call_command("check_rights")
    assert groups_of(intruder) == {"Provgrupp"}


def test_comparison_costs_the_same_with_more_regions_and_users(uppsala, appoint):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            compare_groups()
        return len(queries)

    one = cost()
    for code, name in (("04", "Region Sörmland"), ("05", "Region Östergötland")):
        region = RegionFactory(code=code, name=name, county_code=code)
        appoint(organisation=region, role=Role.REGION_OFFICER)
    call_command("setup_site", verbosity=0)

    assert cost() == one

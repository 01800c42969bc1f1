import json
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisations():
    OrganisationFactory(code="2021001710", kind="national", county_code="")
    RegionFactory()
    OrganisationFactory(code="0380")
    call_command("setup_site", verbosity=0)


def make_users() -> list[dict[str, str]]:
    out = StringIO()
    call_command("demo_users", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_printed_users_can_sign_in_each_in_its_role(organisations, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        printed = make_users()

    assert [(one["role"], one["organisation"]) for one in printed] == [
        ("kb-redaktor", "2021001710"),
        ("region-handlaggare", "03"),
        ("kommun-kontakt", "0380"),
    ]
    users = [authenticate(email=one["email"], password=one["password"]) for one in printed]
    assert [(user.is_superuser, user.is_staff) for user in users] == [(False, False)] * 3
    assert [sorted(user.groups.values_list("name", flat=True)) for user in users] == [
        ["KB"],
        ["Region Uppsala: handläggare", "Region Uppsala: läsekrets"],
        ["Region Uppsala: läsekrets"],
    ]


def test_running_again_resets_passwords_and_roles(organisations):
    make_users()
    user = User.objects.get(email="kb-redaktor@example.org")
    user.set_password("something else")
    user.save()
    user.memberships.update(ends="2026-01-01", starts="2026-01-01")

    make_users()

    assert authenticate(email=user.email, password="biblioteksplan") == user
    assert [(one.role, one.ends) for one in user.memberships.all()] == [("kb-redaktor", None)]


@pytest.mark.parametrize("command", ["demo_users", "load_demo"])
def test_commands_are_refused_without_demo_setting(settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command(command)

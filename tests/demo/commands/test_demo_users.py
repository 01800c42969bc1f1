import json
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_printed_user_can_sign_in_and_is_no_superuser():
    out = StringIO()
    call_command("demo_users", "--json", stdout=out)
    (one,) = json.loads(out.getvalue())
    assert (one["role"], one["organisation"]) == ("kb-redaktor", "KB")
    user = authenticate(username=one["email"], password=one["password"])
    assert (user.is_superuser, user.is_staff, [group.name for group in user.groups.all()]) == (False, False, ["KB"])


def test_running_again_resets_the_password():
    call_command("demo_users", stdout=StringIO())
    from accounts.models import User

    user = User.objects.get()
    user.set_password("something else")
    user.save()
    call_command("demo_users", stdout=StringIO())
    assert authenticate(username=user.email, password="biblioteksplan") == user


@pytest.mark.parametrize("command", ["demo_users", "load_demo"])
def test_commands_are_refused_without_demo_setting(settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command(command)

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from home.bootstrap import set_up


@pytest.fixture
def editor(client, db):
    """A client signed in as an editor of KB, who is no superuser."""
    set_up()
    user = User.objects.create_user("kb-redaktor", password="x", email="kb@example.se")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    client.user = user
    return client

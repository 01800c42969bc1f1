"""A site with an information page, and its editor."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from tests.factories.pages import InformationPageFactory
from tests.search_index import copy_index


@pytest.fixture(autouse=True)
def site(empty_site_index, settings, tmp_path):
    copy_index(empty_site_index, settings, tmp_path)


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return user


@pytest.fixture
def information(django_capture_on_commit_callbacks):
    page = InformationPageFactory(summary="Vad en biblioteksplan är.", body=[("text", "<p>Hej</p>")])
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    return page


@pytest.fixture
def publish_at(django_capture_on_commit_callbacks):
    """Publish through the admin view that edits a translation."""

    def publish_at(client, page):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})

    return publish_at

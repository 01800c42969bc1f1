"""Fixtures for guidance: the index page, published products, an editor."""

import pytest
from django.contrib.auth.models import Group

from guidance.models import GuidanceIndexPage
from tests.factories.pages import GuidancePageFactory, GuidanceStepPageFactory
from tests.search_index import copy_index


@pytest.fixture(autouse=True)
def section(empty_site_index, db, settings, tmp_path):
    copy_index(empty_site_index, settings, tmp_path)
    return GuidanceIndexPage.objects.get()


@pytest.fixture
def publish(section, django_capture_on_commit_callbacks):
    def publish(title="Skriva en plan", steps=(), **values):
        with django_capture_on_commit_callbacks(execute=True):
            page = GuidancePageFactory(parent=section, title=title, **values)
            page.save_revision().publish()
            for name, body in steps:
                GuidanceStepPageFactory(parent=page, title=name, body=body).save_revision().publish()
        return page

    return publish


@pytest.fixture
def editor(client, section, django_user_model):
    user = django_user_model.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client

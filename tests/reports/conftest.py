"""Fixtures for reports: the index page, organisations, published reports, an editor."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from organisations.models import Organisation
from reports.choices import Level
from reports.models import ReportIndexPage, ReportOrganisation
from tests.factories.pages import ReportPageFactory
from tests.search_index import copy_index


@pytest.fixture(autouse=True)
def site(small_site_index, db, settings, tmp_path):
    copy_index(small_site_index, settings, tmp_path)


@pytest.fixture
def uppsala(db):
    return Organisation.objects.get(code="03")


@pytest.fixture
def section(uppsala):
    """The page of the reports."""
    return ReportIndexPage.objects.get()


@pytest.fixture
def publish(section, uppsala, django_capture_on_commit_callbacks):
    def publish(title="Läget i länet", parent=None, organisations=None, **values):
        rows = [ReportOrganisation(organisation=each) for each in organisations or [uppsala]]
        values = {"level": Level.REGIONAL, "summary": "Hur det går.", **values}
        with django_capture_on_commit_callbacks(execute=True):
            page = ReportPageFactory(parent=parent or section, title=title, organisations=rows, **values)
            page.save_revision().publish()
        return page

    return publish


@pytest.fixture
def editor(client, section):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client

"""Fixtures for reports: the index page, organisations, published reports, an editor."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.models import User
from organisations.models import OrganisationKind
from reports.choices import Level
from reports.models import ReportIndexPage, ReportOrganisation
from search.indexing import rebuild
from tests.factories.organisations import OrganisationFactory, RegionFactory
from tests.factories.pages import ReportPageFactory


@pytest.fixture(autouse=True)
def site(db, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path


@pytest.fixture
def uppsala(empty_site, db):
    return RegionFactory(aliases=["RU"])


@pytest.fixture
def section(uppsala):
    """The page of the reports; KB and a municipality are in the register too."""
    OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, name="KB", display_name="KB", county_code="")
    OrganisationFactory(code="0382", name="Östhammar", display_name="Östhammars kommun")
    call_command("setup_site", verbosity=0)
    rebuild()
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

"""Fixtures for the dialogue: the index page, organisations, published experiences and proposals, an editor."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from dialogue.models import ContributionOrganisation, DialogueIndexPage
from organisations.models import Organisation
from tests.factories.pages import ExperiencePageFactory, ProposalPageFactory
from tests.search_index import copy_index


@pytest.fixture(autouse=True)
def site(small_site_index, db, settings, tmp_path):
    copy_index(small_site_index, settings, tmp_path)


@pytest.fixture
def uppsala(db):
    return Organisation.objects.get(code="03")


@pytest.fixture
def section(uppsala):
    """The page of the section."""
    return DialogueIndexPage.objects.get()


@pytest.fixture
def publish(section, uppsala, django_capture_on_commit_callbacks):
    def publish(factory, organisations=None, **values):
        rows = [ContributionOrganisation(organisation=each) for each in organisations or [uppsala]]
        with django_capture_on_commit_callbacks(execute=True):
            page = factory(parent=section, organisations=rows, **values)
            page.save_revision().publish()
        return page

    return publish


@pytest.fixture
def experience(publish):
    def experience(title="Så läste vi planen", **values):
        return publish(ExperiencePageFactory, title=title, **values)

    return experience


@pytest.fixture
def proposal(publish):
    def proposal(title="En dag om barn", **values):
        return publish(ProposalPageFactory, title=title, **values)

    return proposal


@pytest.fixture
def answered_proposal(proposal):
    """A proposal that has been accepted."""

    def answered_proposal(**values):
        answer = {
            "outcome": "antaget",
            "official_answer": "<p>Dagen blir av i Gränna.</p>",
            "answered_on": dt.date(2025, 8, 9),
            "answered_by": "Kungliga biblioteket",
        }
        return proposal(**{**answer, **values})

    return answered_proposal


@pytest.fixture
def editor(client, section):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client

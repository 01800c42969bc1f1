"""Fixtures for guidance: the index page, published products, an editor."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group

from guidance.models import GuidanceIndexPage, GuidancePage, GuidanceStepPage
from search.indexing import rebuild


@pytest.fixture(autouse=True)
def section(empty_site, db, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    rebuild()
    return GuidanceIndexPage.objects.get()


@pytest.fixture
def publish(section, django_capture_on_commit_callbacks):
    def publish(title="Skriva en plan", steps=(), **values):
        product = {"target_group": "Bibliotekschefer", "version": "1.0", "version_date": dt.date(2026, 3, 1)}
        page = GuidancePage(title=title, summary="Så gör man.", follow_up="utformas", **{**product, **values})
        with django_capture_on_commit_callbacks(execute=True):
            section.add_child(instance=page)
            page.save_revision().publish()
            for name, body in steps:
                step = page.add_child(instance=GuidanceStepPage(title=name, summary=f"Om {name}.", body=body))
                step.save_revision().publish()
        return page

    return publish


@pytest.fixture
def editor(client, section, django_user_model):
    user = django_user_model.objects.create_user("kb", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client

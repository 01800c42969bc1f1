"""Fixtures for events: an index page with a search index of its own, published events, an editor."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from accounts.models import User
from events.models import EventHost, EventIndexPage, EventPage, ProgrammeItem
from organisations.models import Organisation
from tests.factories.pages import EventPageFactory
from tests.search_index import copy_index

TRANSCRIPT = """WEBVTT

00:00.000 --> 00:04.000
<v Eva Åkesson>Välkomna till Träffpunkt!

02:00.500 --> 02:09.000
<v Bo Berg>Vi räknade bokbussens hållplatser &lt;tre gånger&gt;.

04:00.000 --> 04:05.000
Tack.
"""

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


def times_in_days(days):
    """Start and end of an event so many days after NOW."""
    starts = NOW + timedelta(days=days)
    return {"starts": starts, "ends": starts + timedelta(hours=3)}


def listed_titles(client, query=""):
    """The titles in the list of events, in order."""
    html = client.get(f"/traffpunkt/{query}").text
    return re.findall(r'data-testid="event"[^>]*>\s*<a class="row__title" href="[^"]+">([^<]+)<', html)


def hosts(*region_codes):
    """Unsaved hosts of an event."""
    return [EventHost(organisation=Organisation.objects.get(region_code=code)) for code in region_codes]


@pytest.fixture
def october():
    """Three weeks before the event that `publish` makes by default."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def section(whole_site_index, db, settings, tmp_path):
    copy_index(whole_site_index, settings, tmp_path)
    return EventIndexPage.objects.first()


@pytest.fixture
def document(db):
    def document(name="samtal.vtt", content=TRANSCRIPT):
        data = content.encode() if isinstance(content, str) else content
        return Document.objects.create(title=name, file=ContentFile(data, name=name))

    return document


@pytest.fixture
def publish(section, django_capture_on_commit_callbacks):
    """Publishes an event with programme items, each given by its fields."""

    def publish(title="Höstens träffpunkt", programme=(), **values):
        event = EventPageFactory(parent=section, title=title, live=False, **values)
        for place, item in enumerate(programme):
            event.programme.add(ProgrammeItem(sort_order=place, **item))
        with django_capture_on_commit_callbacks(execute=True):
            event.save_revision().publish()
        return EventPage.objects.get(pk=event.pk)

    return publish


@pytest.fixture
def editor(client, section):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client

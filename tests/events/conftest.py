"""A section of events with a search of its own."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from accounts.models import User
from events.models import EventIndexPage, EventPage, ProgrammeItem
from search.indexing import rebuild

TRANSCRIPT = """WEBVTT

00:00.000 --> 00:04.000
<v Eva Åkesson>Välkomna till Träffpunkt!

02:00.500 --> 02:09.000
<v Bo Berg>Vi räknade bokbussens hållplatser &lt;tre gånger&gt;.

04:00.000 --> 04:05.000
Tack.
"""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def section(whole_site, db, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    section = EventIndexPage.objects.first()
    rebuild()
    return section


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
        values = {
            "summary": "Om hur planer används.",
            "follow_up": "anvands",
            "starts": datetime(2026, 10, 21, 7, tzinfo=UTC),
            "ends": datetime(2026, 10, 21, 10, tzinfo=UTC),
            **values,
        }
        event = section.add_child(instance=EventPage(title=title, live=False, **values))
        for place, item in enumerate(programme):
            event.programme.add(ProgrammeItem(sort_order=place, **item))
        with django_capture_on_commit_callbacks(execute=True):
            event.save_revision().publish()
        return EventPage.objects.get(pk=event.pk)

    return publish


@pytest.fixture
def editor(client, section):
    user = User.objects.create_user("kb", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client

"""Copies of events: announced anew, without what came after the first one. An alias shows all of it."""

import pytest
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction

from events.choices import EventState
from events.models import EventPage

EMPTY = {
    "recording_url": "",
    "recording_file": None,
    "recording_starts_at": None,
    "recording_length": None,
    "captions": "",
    "captions_due": None,
    "transcript": None,
    "slides": None,
}


@pytest.fixture
def event(publish, document):
    item = {
        "title": "Planen i bruk",
        "speakers": "Bibliotekschef",
        "recording_url": "https://play.example/1",
        "recording_starts_at": 0,
        "recording_length": 300,
        "captions": "yes",
        "transcript": document(),
        "slides": document("bilder.pdf", b"%PDF-1.7"),
    }
    return publish(programme=[item, {"title": "Samtal"}], state="cancelled", reason="Sjukdom.")


def copied_by_the_admin(client, event):
    values = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": event.get_parent().pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[event.pk]), values)


def copied_by_code(client, event):
    event.copy(update_attrs={"title": "Kopia", "slug": "kopia"}, keep_live=False)


@pytest.mark.parametrize("copy", [copied_by_the_admin, copied_by_code])
def test_copy_starts_clean(client, editor, event, copy):
    copy(client, event)

    stored = EventPage.objects.get(slug="kopia")
    for page in (stored, stored.get_latest_revision_as_object()):
        assert (page.live, page.state, page.reason, page.public_state) == (False, EventState.OPEN, "", None)
        assert [(item.title, item.speakers, item.page_id) for item in page.programme.all()] == [
            ("Planen i bruk", "Bibliotekschef", page.pk),
            ("Samtal", "", page.pk),
        ]
        assert [{name: getattr(item, name) for name in EMPTY} for item in page.programme.all()] == [EMPTY] * 2
        assert page.recordings == []


def test_copy_is_published_without_segments(editor, event):
    copy = event.copy(update_attrs={"title": "Kopia", "slug": "kopia"}, keep_live=True)

    assert (copy.live, copy.schedule_changes.count(), [item.segments.count() for item in copy.programme.all()]) == (
        True,
        1,
        [0, 0],
    )


def test_the_copied_event_keeps_everything(client, editor, event):
    copied_by_the_admin(client, event)

    kept = EventPage.objects.get(pk=event.pk)
    assert (kept.state, kept.reason, [bool(item.transcript) for item in kept.programme.all()]) == (
        "cancelled",
        "Sjukdom.",
        [True, False],
    )


def test_alias_shows_everything(event):
    alias = CreatePageAliasAction(event, update_slug="alias").execute(skip_permission_checks=True)

    assert (alias.state, alias.reason, [bool(item.transcript) for item in alias.programme.all()]) == (
        "cancelled",
        "Sjukdom.",
        [True, False],
    )

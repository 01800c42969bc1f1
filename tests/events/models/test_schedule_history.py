"""The log of what was public: written at publishing, and out of everybody's reach."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.urls import reverse

from events.models import DateLogEntry, EventPage


def entries():
    return list(DateLogEntry.objects.values_list("place", "state", "reason"))


def test_publishing_writes_down_what_is_public(publish):
    publish(place="Rådhuset")

    assert entries() == [("Rådhuset", "open", "")]


def test_publishing_the_same_writes_nothing(publish):
    event = publish()
    event.summary = "En annan sammanfattning."
    event.save_revision().publish()
    event.unpublish()
    event.save_revision().publish()

    assert len(entries()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "Biblioteket"),
        ("state", "cancelled"),
        ("reason", "Sjukdom."),
        ("starts", "2026-10-21T08:00:00Z"),
        ("ends", "2026-10-21T11:00:00Z"),
    ],
)
def test_each_change_is_written_down(publish, name, value):
    event = publish()
    setattr(event, name, EventPage._meta.get_field(name).to_python(value))
    event.save_revision().publish()

    first, second = DateLogEntry.objects.all()
    assert [field for field in ("starts", "ends", "place", "state", "reason")
            if getattr(first, field) != getattr(second, field)] == [name]  # fmt: skip


def test_a_draft_writes_nothing(publish):
    event = publish()
    event.place = "Biblioteket"
    event.save_revision()

    assert len(entries()) == 1


def test_going_back_to_an_older_version_leaves_the_log(publish):
    event = publish(place="Rådhuset")
    first = event.latest_revision
    event.place = "Biblioteket"
    event.save_revision().publish()
    first.publish()

    assert [place for place, _state, _reason in entries()] == ["Rådhuset", "Biblioteket", "Rådhuset"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: DateLogEntry.objects.get().delete(),
        lambda: DateLogEntry.objects.get().save(),
        lambda: DateLogEntry.objects.all().delete(),
        lambda: DateLogEntry.objects.update(place="Annan"),
        lambda: DateLogEntry.objects.bulk_update([DateLogEntry.objects.get()], ["place"]),
    ],
)
def test_nobody_changes_or_removes_an_entry(publish, change):
    publish(place="Rådhuset")

    with pytest.raises(PermissionDenied):
        change()

    assert entries() == [("Rådhuset", "open", "")]


def test_an_event_that_was_public_is_not_deleted(publish):
    event = publish()

    with pytest.raises(ProtectedError):
        event.delete()

    assert len(entries()) == 1


@pytest.mark.parametrize(
    ("name", "method"),
    [("wagtailadmin_pages:delete", "get"), ("wagtailadmin_pages:delete", "post"), ("bulk", "post")],
)
def test_the_admin_says_so_and_deletes_nothing(publish, editor, name, method):
    event = publish()
    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={event.pk}"
    address = bulk if name == "bulk" else reverse(name, args=[event.pk])

    answer = getattr(editor, method)(address, follow=True)

    assert "Det som har varit offentligt kan inte tas bort." in answer.text
    assert len(entries()) == 1


def test_a_draft_that_was_never_public_may_be_deleted(section, publish):
    event = publish()
    draft = section.add_child(
        instance=EventPage(
            title="Utkast", live=False, summary="S", follow_up="bada", starts=event.starts, ends=event.ends
        )
    )

    draft.delete()

    assert EventPage.objects.get() == event

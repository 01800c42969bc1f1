"""The schedule history: rows are added on publishing and cannot be changed or deleted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.urls import reverse

from events.models import EventPage, ScheduleChange
from tests.factories.pages import EventPageFactory


def history():
    return list(ScheduleChange.objects.values_list("place", "state", "reason"))


def test_publishing_stores_the_schedule(publish):
    publish(place="Rådhuset")

    assert history() == [("Rådhuset", "open", "")]


def test_publishing_the_same_schedule_adds_no_row(publish):
    event = publish()
    event.summary = "En annan sammanfattning."
    event.save_revision().publish()
    event.unpublish()
    event.save_revision().publish()

    assert len(history()) == 1


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
def test_each_changed_field_adds_a_row(publish, name, value):
    event = publish()
    setattr(event, name, EventPage._meta.get_field(name).to_python(value))
    event.save_revision().publish()

    first, second = ScheduleChange.objects.all()
    assert [field for field in ("starts", "ends", "place", "state", "reason")
            if getattr(first, field) != getattr(second, field)] == [name]  # fmt: skip


def test_saving_a_draft_adds_no_row(publish):
    event = publish()
    event.place = "Biblioteket"
    event.save_revision()

    assert len(history()) == 1


def test_publishing_an_older_revision_keeps_the_history(publish):
    event = publish(place="Rådhuset")
    first = event.latest_revision
    event.place = "Biblioteket"
    event.save_revision().publish()
    first.publish()

    assert [place for place, _state, _reason in history()] == ["Rådhuset", "Biblioteket", "Rådhuset"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: ScheduleChange.objects.get().delete(),
        lambda: ScheduleChange.objects.get().save(),
        lambda: ScheduleChange.objects.all().delete(),
        lambda: ScheduleChange.objects.update(place="Annan"),
        lambda: ScheduleChange.objects.bulk_update([ScheduleChange.objects.get()], ["place"]),
    ],
)
def test_rows_cannot_be_changed_or_deleted(publish, change):
    publish(place="Rådhuset")

    with pytest.raises(PermissionDenied):
        change()

    assert history() == [("Rådhuset", "open", "")]


def test_published_event_cannot_be_deleted(publish):
    event = publish()

    with pytest.raises(ProtectedError):
        event.delete()

    assert len(history()) == 1


@pytest.mark.parametrize(
    ("name", "method"),
    [("wagtailadmin_pages:delete", "get"), ("wagtailadmin_pages:delete", "post"), ("bulk", "post")],
)
def test_admin_refuses_to_delete_a_published_event(publish, editor, name, method):
    event = publish()
    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={event.pk}"
    address = bulk if name == "bulk" else reverse(name, args=[event.pk])

    answer = getattr(editor, method)(address, follow=True)

    assert "Det som har varit offentligt kan inte tas bort." in answer.text
    assert len(history()) == 1


def test_event_that_was_never_published_can_be_deleted(section, publish):
    event = publish()
    draft = EventPageFactory(title="Utkast", live=False)

    draft.delete()

    assert EventPage.objects.get() == event

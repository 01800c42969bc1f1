"""Number, receipt and events stay as they are, whatever writes to the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from submissions.choices import EventType, State
from submissions.models import Submission, SubmissionEvent
from submissions.triggers import make_triggers
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.now() - dt.timedelta(days=1)


@pytest.fixture
def case():
    return SubmissionFactory()


def saved(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def bulk_updated(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.bulk_update([row], list(values))


def updated(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def raw(row, **values):
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(f"UPDATE {row._meta.db_table} SET {name} = %s WHERE id = %s", [value, row.pk])


@pytest.mark.parametrize("write", [saved, bulk_updated, updated, raw])
@pytest.mark.parametrize("values", [{"number": "2001-0001"}, {"received_at": YESTERDAY}])
def test_number_and_receipt_of_a_case_cannot_be_changed(case, write, values):
    with pytest.raises(IntegrityError, match="public records"), transaction.atomic():
        write(Submission.objects.get(pk=case.pk), **values)


@pytest.mark.parametrize("write", [saved, bulk_updated, updated, raw])
@pytest.mark.parametrize(
    "values",
    [{"type": EventType.DONE}, {"at": YESTERDAY}, {"roles": "x"}, {"organisation": "01"}, {"to_state": State.DONE}],
)
def test_no_column_of_an_event_can_be_changed(case, write, values):
    with pytest.raises(IntegrityError, match="public records"), transaction.atomic():
        write(case.events.first(), **values)


@pytest.mark.parametrize("table", ["submissions_submissionevent", "submissions_submission"])
def test_neither_events_nor_cases_can_be_deleted(case, table):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    with pytest.raises(IntegrityError), transaction.atomic():
        SubmissionEvent.objects.all()._raw_delete("default")

    assert (Submission.objects.count(), SubmissionEvent.objects.count()) == (1, 2)


def test_what_may_change_is_saved_with_the_whole_row(case):
    case = Submission.objects.get(pk=case.pk)
    received = case.received_at
    case.title = "Ny rubrik"
    case.save()

    case.refresh_from_db()
    assert (case.title, case.received_at) == ("Ny rubrik", received)


def test_migrating_again_makes_the_triggers_that_are_missing(case):
    table = " ON submissions_submission" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER submissions_submission_frozen_UPDATE{table}")
    make_triggers()
    make_triggers()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(number="2001-0001")

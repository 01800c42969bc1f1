"""A task that fails or loses its worker is tried again, a bounded number of times, and then people see it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from operations.models import TaskLease
from operations.task_retries import renew_lease, requeue_lost_tasks, retry_now

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def database(prepared):
    """A database of this module's own, since each test empties it."""
    with prepared("check"):
        yield


@pytest.fixture
def queue(database, transactional_db, settings):
    settings.EMAIL_BACKEND = "delivery.mail_queue.QueueEmailBackend"
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    settings.TASK_RETRY_SECONDS = [60, 600]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def task(queue, clock) -> DBTaskResult:
    EmailMessage("Ämne", "Text", to=["till@kb.example"]).send()
    return DBTaskResult.objects.get()


def claimed(task: DBTaskResult) -> None:
    """What a worker does that is killed in mid-task."""
    task.refresh_from_db()
    task.claim("lost")


def state(task: DBTaskResult) -> tuple[str, datetime | None, int]:
    task.refresh_from_db()
    return task.status, task.run_after if task.run_after.year < 9999 else None, len(task.worker_ids)


def test_task_is_left_alone_until_its_first_lease_would_have_run_out(task, clock, settings):
    claimed(task)
    clock.shift(settings.TASK_LEASE_SECONDS)
    assert (requeue_lost_tasks(), state(task)) == (0, ("RUNNING", None, 1))

    clock.shift(SECOND)
    assert requeue_lost_tasks() == 1
    assert state(task) == ("READY", NOW + timedelta(seconds=settings.TASK_LEASE_SECONDS + 61), 1)


def test_renewed_lease_keeps_a_task(task, clock, settings):
    claimed(task)
    for _ in range(3):
        clock.shift(settings.TASK_LEASE_SECONDS)
        renew_lease(str(task.pk))
        assert (requeue_lost_tasks(), state(task)) == (0, ("RUNNING", None, 1))

    assert TaskLease.objects.count() == 1
    clock.shift(settings.TASK_LEASE_SECONDS + 1)
    assert (requeue_lost_tasks(), state(task)[0]) == (1, "READY")


def test_task_that_loses_every_worker_is_given_up_and_can_be_tried_again(task, clock, settings, caplog):
    for pause in [0, *settings.TASK_RETRY_SECONDS]:
        clock.shift(pause)
        claimed(task)
        clock.shift(settings.TASK_LEASE_SECONDS + 1)
        assert requeue_lost_tasks() == 1

    assert state(task)[::2] == ("FAILED", 3)
    assert task.traceback.endswith("WorkerLost: delivery.mail_queue.send_queued had been claimed by ['lost']\n")
    assert f"delivery.mail_queue.send_queued was given up after 3 attempts ({task.pk})" in caplog.messages
    assert requeue_lost_tasks() == 0

    retry_now(task)
    assert state(task) == ("READY", None, 0)


def test_failure_that_nobody_followed_up_is_tried_again(task, clock):
    claimed(task)
    DBTaskResult.objects.update(status="FAILED", finished_at=NOW)  # the worker was killed before it could say so

    assert (requeue_lost_tasks(), state(task)) == (1, ("READY", NOW + timedelta(seconds=60), 1))


def test_task_that_no_longer_exists_stays_as_failed(task, clock, settings):
    DBTaskResult.objects.update(task_path="delivery.gone.gone")
    claimed(task)
    clock.shift(settings.TASK_LEASE_SECONDS + 1)
    DBTaskResult.objects.update(worker_ids=["a", "b", "c"])
    requeue_lost_tasks()

    assert state(task)[0] == "FAILED"


def test_command_queues_lost_tasks(task, clock, settings, capsys):
    claimed(task)
    clock.shift(settings.TASK_LEASE_SECONDS + 1)
    call_command("requeue_lost_tasks")

    assert capsys.readouterr().out == "1\n"

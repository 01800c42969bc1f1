"""Whether the worker keeps up is told by /readyz, by a panel of the admin and by a report in it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from accounts.groups import KB_GROUP
from accounts.models import User
from library_plans.tasks import read_edition_file
from search.indexing import rebuild

TOKEN = "t" * 40
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def queue(whole_site, db, settings):
    settings.MONITORING_TOKEN = TOKEN
    settings.EMAIL_BACKEND = "delivery.mail_queue.QueueEmailBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org")
    user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def search_index(db, settings, tmp_path):
    """All else is ready."""
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    rebuild()


def worker(client) -> tuple[int, dict[str, object]]:
    answer = client.get("/readyz", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.json()["database"] == {"state": "up"}
    return answer.status_code, answer.json()["worker"]


def part(state: str, waiting: int, oldest: int, failed: int = 0, mails: int = 0) -> dict[str, object]:
    return {"state": state, "waiting": waiting, "oldest_seconds": oldest, "failed": failed, "failed_mails": mails}


def test_readyz_is_503_while_a_task_waits_and_nobody_works(client, clock, settings):
    assert worker(client) == (200, part("up", 0, 0))

    read_edition_file.enqueue(1)
    clock.shift(settings.TASK_WAITING_SECONDS)
    assert worker(client) == (200, part("up", 1, settings.TASK_WAITING_SECONDS))

    clock.shift(1)
    assert worker(client) == (503, part("down", 1, settings.TASK_WAITING_SECONDS + 1))

    read_edition_file.enqueue(2)
    DBTaskResult.objects.latest("enqueued_at").claim("a worker")
    assert worker(client) == (200, part("behind", 1, settings.TASK_WAITING_SECONDS + 1))

    clock.shift(settings.TASK_LEASE_SECONDS + 1)  # and that worker is gone too
    assert worker(client)[0] == 503


def test_task_that_is_set_for_later_does_not_wait(client, clock):
    read_edition_file.using(run_after=NOW + timedelta(days=1)).enqueue(1)
    clock.shift(3600)
    assert worker(client) == (200, part("up", 0, 0))

    clock.shift(24 * 3600)
    assert worker(client) == (503, part("down", 1, 3600))


def test_editors_see_what_waits_and_what_was_given_up(editor, clock):
    EmailMessage("Ämne", "Text", to=["till@kb.example"]).send()
    read_edition_file.enqueue(1)
    update_reference_index_task.using(run_after=NOW + timedelta(days=1)).enqueue("home", "homepage", "3")
    DBTaskResult.objects.filter(task_path__contains="mail").update(
        status="FAILED", finished_at=NOW, traceback="Traceback\nOSError: nej\n", worker_ids=["a"]
    )
    clock.shift(600)
    start = " ".join(editor.get("/admin/").content.decode().split())
    assert "Inget arbetas av just nu." in start
    assert (
        "1 arbete väntar. Det äldsta har väntat i 10 minuter. 1 är satt till senare. 1 gavs upp. 1 av dem är ett mejl."
        in start
    )

    report = editor.get("/admin/bakgrundsarbete/").content.decode()
    assert [text in report for text in ("Ämne → till@kb.example", "OSError: nej", "Läsa en fil", "Anteckna vad")] == [
        True
    ] * 4

    failed = DBTaskResult.objects.failed().get()
    editor.post(f"/admin/bakgrundsarbete/{failed.pk}/igen/")
    assert worker(editor)[1]["failed"] == 0


def test_others_see_no_queue(client):
    user = User.objects.create_user("kb@example.org")
    client.force_login(user)

    assert client.get("/admin/bakgrundsarbete/").status_code == 302

"""A reading that is interrupted is said to be so, and done again: nothing is held against the file."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from extraction.reasons import ReasonCode
from extraction.types import TextState
from library_plans.importer.pipeline import ReadingInterrupted, read_edition
from library_plans.importer.registration import CollectedFile, register_file
from library_plans.models import Edition, StagedPassage
from library_plans.tasks import read_edition_file
from tests.extraction import hostile
from tests.extraction.killing import killer_of_next_reader
from tests.worker import DATABASE_TASKS, run_waiting_tasks

pytestmark = pytest.mark.django_db
INTERRUPTED = [{"code": ReasonCode.READING_INTERRUPTED.value}]


@pytest.fixture
def queue(settings):
    settings.TASKS = DATABASE_TASKS
    settings.TASK_RETRY_SECONDS = [0, 600]


@pytest.fixture
def edition(queue) -> Edition:
    return register_file(CollectedFile(content=hostile.HTML_PAGE, name="plan.html")).edition


@pytest.fixture
def no_room(monkeypatch, tmp_path):
    """A machine on which no folder for scratch files can be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))


def state(edition: Edition) -> tuple[str, list[dict[str, str]]]:
    edition.refresh_from_db()
    return edition.state, edition.reasons


def test_reading_that_fails_is_said_and_tried_again(edition, no_room, monkeypatch):
    read_edition_file.enqueue(edition.pk)
    run_waiting_tasks()
    assert state(edition) == (TextState.INTERRUPTED, INTERRUPTED)
    waiting = DBTaskResult.objects.get(status="READY")
    assert len(waiting.worker_ids) == 2  # the second attempt waited for nothing
    assert waiting.run_after > timezone.now() + timedelta(seconds=590)

    monkeypatch.undo()
    DBTaskResult.objects.update(run_after=timezone.now())
    run_waiting_tasks()
    assert state(edition) == (TextState.TEXT, [])


def test_edition_that_has_text_keeps_it(edition, no_room, monkeypatch):
    Edition.objects.update(state=TextState.TEXT)
    read_edition_file.enqueue(edition.pk)
    run_waiting_tasks()

    assert state(edition) == (TextState.TEXT, [])


def test_child_that_is_killed_is_held_against_no_file():
    page = b"<p>" + "Biblioteket är öppet för alla. ".encode() * 30 + b"</p>"
    content = b"<!doctype html><html lang=sv><h1>Plan</h1>" + page * 9_000
    edition = register_file(CollectedFile(content=content, name="plan.html")).edition
    killer = killer_of_next_reader(signal.SIGKILL)
    with pytest.raises(ReadingInterrupted):
        read_edition(edition.pk)
    killer.join()

    assert state(edition) == (TextState.PENDING, [])


def test_interrupted_file_is_read_by_the_next_import(edition, no_room, monkeypatch, tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.html").write_bytes(hostile.HTML_PAGE)
    read_edition_file.enqueue(edition.pk)
    run_waiting_tasks()
    monkeypatch.undo()
    call_command("ingest_plans", str(tmp_path / "plans"), verbosity=0)

    assert state(edition) == (TextState.TEXT, [])


def test_editor_has_a_file_read_again(editor, edition):
    Edition.objects.update(state=TextState.INTERRUPTED, reasons=INTERRUPTED)
    url = reverse("library_plans_read_again", args=[edition.pk])
    plan = editor.get(reverse("plans:edit", args=[edition.plan_id])).content.decode()
    assert "läsningen avbröts</strong><br>Läsningen avbröts, men det är inget fel på filen." in plan
    assert (url in plan, editor.get(url).status_code) == (True, 200)

    assert editor.post(url).url == reverse("plans:edit", args=[edition.plan_id])
    assert state(edition) == (TextState.PENDING, [])
    run_waiting_tasks()
    assert state(edition) == (TextState.TEXT, [])
    assert url not in editor.get(reverse("plans:edit", args=[edition.plan_id])).content.decode()


def test_folders_of_killed_readings_are_deleted_after_a_day(settings, tmp_path, monkeypatch):
    settings.PAGE_IMAGES_ROOT = tmp_path / "images"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yesterday = time.time() - 25 * 60 * 60
    for place in (tmp_path, tmp_path / "images" / "ab" / "abc" / "ocr"):
        for name in ("reading-old", "reading-new"):
            (place / name).mkdir(parents=True)
        os.utime(place / "reading-old", (yesterday, yesterday))
    call_command("prune_readings", verbosity=0)

    assert [path.name for path in sorted(tmp_path.rglob("reading-*"))] == ["reading-new", "reading-new"]


def test_staged_passages_of_a_killed_reading_are_deleted(edition):
    long_ago = timezone.now() - timedelta(hours=2)
    for reading in ("0" * 32, "1" * 32):
        StagedPassage.objects.create(reading=reading, page_number=1, position=1, kind="paragraph", text="Ord.")
    StagedPassage.objects.filter(reading="0" * 32).update(staged_at=long_ago)
    read_edition(edition.pk)
    call_command("prune_readings", verbosity=0)

    assert [row.reading.hex for row in StagedPassage.objects.all()] == ["1" * 32]
    assert edition.passages.count() > 0

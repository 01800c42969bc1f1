"""Scheduled jobs: all are documented, all run, and a failed one stops no other."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command

from content.schedule import Job, nightly_jobs, periodic_jobs
from operations.jobs import run_job
from operations.scheduler import build_scheduler

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def site_in_order(empty_site, db, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    settings.TASKS = DATABASE_TASKS
    call_command("rebuild_search", verbosity=0)


@pytest.fixture
def jobs_of_operations(monkeypatch):
    """Gives the app other jobs, and the other apps none."""

    def give(*jobs: Job) -> None:
        for config in apps.get_app_configs():
            monkeypatch.setattr(config, "scheduled_jobs", jobs if config.name == "operations" else (), raising=False)

    return give


def test_every_job_is_documented_with_how_often_it_runs():
    chapter = Path("docs/operations.md").read_text().partition("## What runs by itself\n")[2].partition("\n## ")[0]
    documented = {(command, often) for command, often in re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", chapter, re.M)}

    assert documented == {
        *((str(job), f"every {int(job.every.total_seconds())} s") for job in periodic_jobs() if job.every),
        *((str(job), "at night") for job in nightly_jobs()),
    }


def test_nightly_runs_every_job_without_failure(site_in_order, capsys):
    call_command("nightly")

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" (")[0].split(maxsplit=1) for line in lines] == [["ok", str(job)] for job in nightly_jobs()]


def test_jobs_that_fail_do_not_stop_the_others(site_in_order, jobs_of_operations, settings, tmp_path, capsys):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    jobs_of_operations(
        Job("no_such_command"),
        Job("search_status"),
        Job("clearsessions", ("--all",)),
        Job("clearsessions"),
    )

    with pytest.raises(SystemExit) as ending:
        call_command("nightly")

    lines = capsys.readouterr().out.splitlines()
    assert ending.value.code == 1
    assert [re.sub(r" \([\d.]+ s\)", ":", line) for line in lines if not line.startswith(" ")] == [
        "FAILED  no_such_command: Unknown command: 'no_such_command'",
        "FAILED  search_status: exit status 1",
        "FAILED  clearsessions --all: Error: unrecognized arguments: --all",
        "ok      clearsessions:",
    ]
    assert "        ! Sökindexet saknas." in lines


def test_an_unexpected_error_is_reported_and_logged(settings, tmp_path, caplog):
    settings.PAGE_IMAGES_ROOT = tmp_path
    (tmp_path / "ab" / "abcdef").mkdir(parents=True)
    (tmp_path / "ab" / "abcdef" / "1.webp").symlink_to("nowhere")
    result = run_job(Job("prune_page_images"))

    assert result.error.startswith("FileNotFoundError: ")
    assert [record.getMessage() for record in caplog.records] == ["Scheduled job prune_page_images failed"]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2027, 1, 10, 2, 59, tzinfo=STOCKHOLM), datetime(2027, 1, 10, 3, tzinfo=STOCKHOLM)),
        (datetime(2027, 1, 10, 3, 1, tzinfo=STOCKHOLM), datetime(2027, 1, 11, 3, tzinfo=STOCKHOLM)),
        (datetime(2027, 3, 28, 1, 59, tzinfo=STOCKHOLM), datetime(2027, 3, 28, 3, tzinfo=STOCKHOLM)),  # summer begins
        (datetime(2027, 10, 31, 1, 59, tzinfo=STOCKHOLM), datetime(2027, 10, 31, 3, tzinfo=STOCKHOLM)),  # and ends
    ],
)
def test_nightly_jobs_start_at_three_in_stockholm(now, then):
    nightly = {job.id: job.trigger for job in build_scheduler().get_jobs()}["nightly"]

    assert nightly.get_next_fire_time(None, now) == then


def test_every_periodic_job_runs_at_its_interval():
    jobs = {job.id: job for job in build_scheduler().get_jobs() if job.id != "nightly"}

    assert {name: job.trigger.interval for name, job in jobs.items()} == {
        str(job): job.every for job in periodic_jobs()
    }
    assert {job.args[0][0] for job in jobs.values()} == set(periodic_jobs())

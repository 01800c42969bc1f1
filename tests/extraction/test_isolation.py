"""A hostile file that takes over a reader gets nothing, starts nothing and leaves nothing."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from extraction import page_worker
from extraction.isolation import ENVIRONMENT, missing_protections
from extraction.sandbox import ExitStatus, Limits, run_limited
from tests.extraction.attacks import ATTACKS, RESULT_FILE, attack, work_as_usual

REFUSALS = {"read_environment": None, "raise_limits": "ValueError"}


def outcome(scratch, *arguments, job=attack, **options):
    assert run_limited(job, scratch, *arguments, **options) is ExitStatus.COMPLETED
    return (scratch / RESULT_FILE).read_text()


def test_this_machine_has_every_protection():
    assert missing_protections() == []


@pytest.mark.parametrize("name", sorted(set(ATTACKS) - {"read_environment"}))
def test_attack_is_refused(tmp_path, name):
    hosts = Path("/etc/hosts").stat()

    assert outcome(tmp_path, name) == REFUSALS.get(name, "PermissionError")
    assert Path("/etc/hosts").stat() == hosts
    assert not Path("/tmp/written-by-a-reader").exists()


def test_child_has_no_secret_in_its_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://user:password@localhost")

    assert set(outcome(tmp_path, "read_environment").split()) <= ENVIRONMENT


def test_child_reads_its_input_and_writes_its_result(tmp_path):
    file = tmp_path / "input" / "plan.txt"
    file.parent.mkdir()
    file.write_text("Biblioteksplan")
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    assert outcome(scratch, str(file), job=work_as_usual, readable=[file]) == "Biblioteksplan"


def test_child_reads_no_file_beside_its_input(tmp_path):
    file, beside = tmp_path / "plan.txt", tmp_path / "beside.txt"
    for one in (file, beside):
        one.write_text("x")
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    assert run_limited(work_as_usual, scratch, str(beside), readable=[file]) is ExitStatus.CRASHED


def test_child_that_may_become_a_program_becomes_no_other(tmp_path):
    tesseract = Path(shutil.which("tesseract") or "/bin/true")

    assert outcome(tmp_path, "become_another_program", program=tesseract) == "PermissionError"
    assert outcome(tmp_path, "leave_a_grandchild", program=tesseract) == "PermissionError"


@pytest.mark.needs("tesseract")
def test_tesseract_leaves_no_process(tmp_path):
    (tmp_path / "ocr.json").write_text('{"points": 0.24, "width": 100, "height": 100}')
    tesseract = Path(shutil.which("tesseract"))

    status = run_limited(page_worker.run_tesseract, tmp_path, str(tesseract), program=tesseract)

    assert status is ExitStatus.CRASHED  # there is no image
    found = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True, check=False)
    assert found.stdout == ""


def wait_long(scratch):
    (scratch / "pid").write_text(str(os.getpid()))
    time.sleep(60)


def test_child_that_takes_too_long_is_gone(tmp_path):
    assert run_limited(wait_long, tmp_path, limits=Limits(wall=1)) is ExitStatus.INTERRUPTED

    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

"""What killed processes leave on the disk is deleted at night, and nothing that is in use."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.management import call_command

KILLED = """
import os, signal, tempfile
from django.conf import settings
settings.configure()
from django.core.files.uploadedfile import TemporaryUploadedFile
upload = TemporaryUploadedFile("plan.pdf", "application/pdf", 0, None)
folder = tempfile.TemporaryDirectory(prefix="plan-file-")
open(os.path.join(folder.name, "plan.pdf"), "w").close()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path, settings) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = settings.VAR_DIR = str(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED], env={**os.environ, "TMPDIR": str(tmp_path)})
    assert killed.returncode == -9
    assert len(list(tmp_path.iterdir())) == 2
    (tmp_path / "language" / ".building-x").mkdir(parents=True)
    (tmp_path / "somebody-else.txt").touch()
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


def test_fresh_files_stay(temporary):
    before = names(temporary)
    call_command("delete_temporary_files", verbosity=0)

    assert names(temporary) == before


def test_files_of_yesterday_are_deleted(temporary):
    yesterday = time.time() - 25 * 60 * 60
    for path in temporary.rglob("*"):
        os.utime(path, (yesterday, yesterday))
    call_command("delete_temporary_files", verbosity=0)

    assert names(temporary) == {"language", "somebody-else.txt"}


def test_expired_counts_of_forms_are_deleted():
    caches["throttles"].set("form:client", [1.0], 0.01)
    time.sleep(0.02)
    call_command("delete_temporary_files", verbosity=0)

    assert list(caches["throttles"].folder.glob("*.djcache")) == []

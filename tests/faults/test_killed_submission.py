"""The server is killed while a plan is sent with its file: a whole case or none, and the sender can tell which."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
import uuid
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.faults.server import TOKEN, Server, plan_html
from tests.journeys.site import wait_until

pytestmark = pytest.mark.slow
FIRST = "/mina-sidor/skicka/ny-plan/?for=0180"
BOUNDARY = "gransen"
FACTS = {"title": "Biblioteksplan", "decided_on": "2026-11-24", "body": "kommunfullmäktige", "skicka": ""}
PAUSES = (0.0, 0.02, 0.05, 0.1)  # seconds from the sending to the kill


def upload(key: uuid.UUID) -> bytes:
    """The first step as a browser sends it, with a file."""
    fields = {"csrfmiddlewaretoken": TOKEN, "key": str(key), "source_url": "", "skicka": ""}
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    file = 'Content-Disposition: form-data; name="file"; filename="plan.html"\r\nContent-Type: text/html'
    parts.append(f"{file}\r\n\r\n{plan_html('Bokbussen kommer till alla.')}")
    return "".join([*(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts), f"--{BOUNDARY}--\r\n"]).encode()


def send_file(server: Server, key: uuid.UUID) -> int:
    return server.post(FIRST, upload(key), **{"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})[0]


def kill(server: Server) -> None:
    """Kill the web server with its workers, as if the power had gone."""
    parent = server.processes[0]
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    for pid in [parent.pid, *map(int, children)]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    parent.wait()


def rows(server: Server, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(server.folder / "site.sqlite3")) as database:
        return database.execute(sql).fetchall()


@pytest.fixture
def restarted(prepared_folder, tmp_path):
    """Starts the site on one folder, as often as it is killed."""
    shutil.copytree(prepared_folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    return lambda: Server(tmp_path)


@pytest.mark.parametrize("pause", PAUSES)
def test_a_killed_sending_leaves_a_whole_case_or_none(restarted, pause):
    key = uuid.uuid4()
    server = restarted()
    with suppress(AssertionError), server.running():
        assert send_file(server, key) == 302
        address = f"/mina-sidor/utkast/{key}/plan/"
        sending = Thread(target=lambda: suppress_all(lambda: server.post(address, {**FACTS, "key": str(key)})))
        sending.start()
        time.sleep(pause)
        kill(server)
        sending.join(30)

    again = restarted()
    with again.running():
        before = rows(again, "select count(*) from submissions_submission")[0][0]
        listed = again.get("/mina-sidor/arenden/", **again.editor)[1]
        assert listed.count('data-testid="case"') == before
        assert (f"/mina-sidor/utkast/{key}/" in listed) == (not before)
        wait_until(lambda: again.post(address, {**FACTS, "key": str(key)})[0] == 302, 20, "it is sent")
        assert rows(again, "select count(*) from submissions_submission") == [(1,)]
        assert rows(again, "select count(*) from submissions_attachment where submission_id is not null") == [(1,)]
        assert rows(again, "select number from submissions_submission")[0][0].endswith("-0001")


def suppress_all(work) -> None:
    with suppress(Exception):
        work()

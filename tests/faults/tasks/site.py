"""A site of real processes, on loopback, that tests may lock, kill and starve."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.tasks.editor import Editor
from tests.journeys.site import ROOT, SECONDS_TO_END, SiteInstance, free_port, get, wait_until


class FaultySite:
    """A site under a folder of its own, served by the commands of the Procfile."""

    def __init__(self, folder: Path, owner: int) -> None:
        self.database = folder / "site.sqlite3"
        self.owner = owner
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        settings = {"DJANGO_SETTINGS_MODULE": "tests.faults.tasks.settings", "SITE_URL": self.address}
        self.environment = {"VAR_DIR": str(folder), "PYTHONPATH": str(ROOT), **settings}
        self.instance = SiteInstance(self.environment)

    @contextmanager
    def served(self) -> Iterator[tuple[Editor, Command]]:
        """An editor who has signed in, and the server."""
        line = procfile()["web"].replace("$HOST:$PORT", f"127.0.0.1:{self.port}").replace("--workers 2", "--workers 1")
        with self._running(f"exec {line}") as server:
            wait_until(lambda: get(f"{self.address}/healthz")[0] == 200, 60, "the site answers")
            editor = Editor(self.address, self.owner)
            editor.sign_in()
            yield editor, server

    @contextmanager
    def worked(self) -> Iterator[Command]:
        """The worker, in the loop that restarts it."""
        with self._running(procfile()["worker"]) as worker:
            # The loop's first child is the one that makes the folder of the log.
            wait_until(lambda: b"manage.py\0run_worker" in worker.command_lines(), 30, "the worker starts")
            yield worker

    @contextmanager
    def _running(self, line: str) -> Iterator[Command]:
        environment = {"PATH": os.environ["PATH"], **self.environment}
        process = subprocess.Popen(["sh", "-c", line], cwd=ROOT, env=environment, start_new_session=True)
        try:
            yield Command(process.pid)
            assert process.poll() is None, f"{line} has ended"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=SECONDS_TO_END)


class Command:
    """A line of the Procfile that runs as a child of a shell, as under honcho."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def children(self) -> list[int]:
        """The processes that it started: of the loop the worker, of gunicorn those that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def command_lines(self) -> bytes:
        """The arguments of its children, each ended by NUL; nothing of one that has just ended."""
        lines = b""
        for pid in self.children():
            with suppress(FileNotFoundError, ProcessLookupError):
                lines += Path(f"/proc/{pid}/cmdline").read_bytes()
        return lines

    def kill_children(self) -> None:
        for pid in self.children():
            os.kill(pid, signal.SIGKILL)


def procfile() -> dict[str, str]:
    """The commands of the Procfile by name, with the programs of this environment."""
    text = (ROOT / "Procfile").read_text().replace(".venv/bin", str(Path(sys.executable).parent))
    return dict(line.split(": ", 1) for line in text.splitlines())

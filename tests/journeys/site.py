"""A site of its own under a folder that is thrown away: its commands, its processes and its pages."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SECONDS_TO_END = 20


@dataclass(frozen=True)
class Site:
    """Where the code lies, and all that its processes know of their environment beside PATH."""

    environment: dict[str, str]
    code: Path = ROOT

    @property
    def _shell(self) -> dict[str, str]:
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return {"PATH": programs, **self.environment}

    def run(self, *command: str) -> str:
        """What a command of `manage.py` prints; it must end well."""
        return self.execute([sys.executable, "manage.py", *command])

    def execute(self, command: Sequence[str]) -> str:
        done = subprocess.run(command, cwd=self.code, env=self._shell, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def ask(self, python: str) -> Any:
        """What the last line of some Python, a JSON text that it prints, says in the site's own settings."""
        return json.loads(self.run("shell", "--no-imports", "-c", python).strip().splitlines()[-1])

    @contextmanager
    def running(self, *commands: Sequence[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
        """Some processes, which are asked to end by their ids at the end, and must still be there then."""
        processes = [subprocess.Popen(command, cwd=self.code, env=self._shell) for command in commands]
        try:
            yield processes
            assert [process.args for process in processes if process.poll() is not None] == []
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=SECONDS_TO_END)


def wait_until(true: Callable[[], bool], seconds: float, what: str) -> None:
    """Look again and again until something holds.

    Raises:
        AssertionError: It did not within so many seconds.
    """
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} seconds"
        time.sleep(0.3)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(address: str, **headers: str) -> tuple[int, bytes]:
    """Status and body of an answer; 0 and nothing while nobody listens. Redirects are not followed."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.build_opener(NoRedirects).open(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None

"""Runs commands and processes of a site in a temporary folder, and requests its pages."""

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
class SiteInstance:
    """A site given by the environment variables of its processes and the folder of its code."""

    environment: dict[str, str]
    code: Path = ROOT

    @property
    def _shell(self) -> dict[str, str]:
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return {"PATH": programs, **self.environment}

    def run(self, *command: str) -> str:
        """The output of a `manage.py` command, which must succeed."""
        return self.execute([sys.executable, "manage.py", *command])

    def execute(self, command: Sequence[str]) -> str:
        done = subprocess.run(command, cwd=self.code, env=self._shell, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def run_python(self, python: str) -> Any:
        """Run code with the site's settings; returns the JSON value of its last output line."""
        return json.loads(self.run("shell", "--no-imports", "-c", python).strip().splitlines()[-1])

    @contextmanager
    def running(self, *commands: Sequence[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
        """Run processes in the context; fails when one has ended before its end."""
        processes = [subprocess.Popen(command, cwd=self.code, env=self._shell) for command in commands]
        try:
            yield processes
            assert [process.args for process in processes if process.poll() is not None] == []
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=SECONDS_TO_END)


def wait_until(condition: Callable[[], bool], seconds: float, description: str, pause: float = 0.3) -> None:
    """Poll a condition.

    Raises:
        AssertionError: It did not hold within so many seconds.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{description}: not within {seconds} seconds"
        time.sleep(pause)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(address: str, **headers: str) -> tuple[int, bytes]:
    """Status and body of a response; 0 and b"" when the connection fails. Redirects are not followed."""
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

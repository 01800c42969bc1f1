"""The health checks of the containers, as the containers run them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from operations import heartbeats

ANSWERS = {
    "/healthz": (200, b"{}"),
    "/readyz": (503, b'{"worker": {"state": "behind"}, "disk": {"state": "down"}}'),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = ANSWERS[self.path]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Write nothing to the output of the tests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def check(*arguments: str) -> int:
    command = [sys.executable, "-m", "operations.healthcheck", *arguments]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode


@pytest.mark.parametrize(("part", "status"), [((), 0), (("worker",), 0), (("disk",), 1), (("scheduler",), 1)])
def test_site_and_parts_are_asked(address: str, part: tuple[str, ...], status: int) -> None:
    assert check(address, *part) == status


def test_a_site_that_does_not_answer_is_unhealthy() -> None:
    assert check("127.0.0.1:9") == 1


def test_the_scheduler_is_healthy_while_it_runs_jobs(tmp_path: Path) -> None:
    file = tmp_path / "scheduler.alive"
    before = check(str(file))
    heartbeats.touch(file)
    lately = check(str(file))
    os.utime(file, (0, 0))

    assert (before, lately, check(str(file))) == (1, 0, 1)

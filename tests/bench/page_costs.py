"""Measures one site: `python -m tests.bench.page_costs` prints a line of JSON for each address of the site at VAR_DIR.

CPU time of a worker in times of a trivial view's, queries of one visit. The server is gunicorn with one worker, asked
over the loopback one question after the other.
"""

from __future__ import annotations

import ctypes
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.encoding import iri_to_uri

BATCHES = 5  # of which the cheapest counts: other processes take away caches and clock speed, and never add any
ENOUGH = 50  # milliseconds of CPU in a batch
MOST_ROUNDS = 200  # in a batch
FRESH = "fresh=1"  # a cookie that means nothing, but spares nobody the work
FLOOR = "/floor/"


@dataclass(frozen=True)
class PageCost:
    """CPU time of one answer in times of the floor's: made anew, and from the page cache (public pages only)."""

    group: str
    address: str
    fresh: float
    cached: float | None = None
    queries: int | None = None
    status: int = 200


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """The site on a free port; its port and the number of its worker's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "-w1", f"-b127.0.0.1:{port}", "--log-level=error"]
    quiet = {**os.environ, "LOG_LEVEL": "CRITICAL"}
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=quiet)
    try:
        while not (worker := child_of(server.pid)) or not answers(port):
            time.sleep(0.2)
        yield port, worker
    finally:
        server.terminate()
        server.wait()


def child_of(pid: int) -> int:
    """The worker that a server has started; 0 before it has."""
    return int((Path(f"/proc/{pid}/task/{pid}/children").read_text().split() or ["0"])[0])


def answers(port: int) -> bool:
    try:
        ask(port, FLOOR)
    except OSError:
        return False
    return True


def ask(port: int, address: str, cookie: str = "") -> int:
    """The status of an answer that was read to its end."""
    connected = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connected.request("GET", iri_to_uri(address), headers={"Cookie": cookie} if cookie else {})
    response = connected.getresponse()
    response.read()
    connected.close()
    return response.status


def cpu_clock(pid: int) -> int:
    """The clock of the CPU time of a process and its threads, in nanoseconds, for `time.clock_gettime`.

    Raises:
        ProcessLookupError: There is no such process.
    """
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise ProcessLookupError(pid)
    return clock.value


def cost(port: int, worker: int, address: str, cookie: str = "") -> float:
    """CPU milliseconds of the worker for one answer, after a warm-up: the mean of the cheapest batch."""
    clock = cpu_clock(worker)
    ask(port, address, cookie)
    return min(batch(clock, port, address, cookie) for _ in range(BATCHES))


def multiple(port: int, worker: int, address: str, cookie: str = "") -> float:
    """CPU time of the worker for one answer in times that of the floor: batches of both in turn, the cheapest of each.

    In turn, since the clock speed that a shared machine gives goes up and down within seconds.
    """
    clock = cpu_clock(worker)
    ask(port, address, cookie)
    pairs = [(batch(clock, port, address, cookie), batch(clock, port, FLOOR, cookie or FRESH)) for _ in range(BATCHES)]
    answers, floors = zip(*pairs, strict=True)
    return float(min(answers) / min(floors))


def batch(clock: int, port: int, address: str, cookie: str) -> float:
    """Mean CPU milliseconds of one answer, by the clock of the worker."""
    before, rounds, spent = time.clock_gettime(clock), 0, 0.0
    while rounds < MOST_ROUNDS and spent < ENOUGH:
        ask(port, address, cookie)
        rounds += 1
        spent = (time.clock_gettime(clock) - before) * 1000
    return spent / rounds


def queries(client: Client, address: str) -> int:
    """Questions to the database in one visit, after one before it."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def editor() -> Client:
    """The demo's editor, signed in."""
    from accounts.models import User

    client = Client()
    client.force_login(User.objects.filter(groups__name="KB").order_by("pk").first())
    return client


def measure() -> Iterator[PageCost]:
    from tests.bench import addresses

    stranger, signed_in = Client(headers={"cookie": FRESH}), editor()
    session = "; ".join(f"{name}={morsel.value}" for name, morsel in signed_in.cookies.items())
    with served() as (port, worker):
        for address in addresses.public():
            fresh, cached = multiple(port, worker, address, FRESH), multiple(port, worker, address)
            yield PageCost("page", address, fresh, cached, queries(stranger, address), ask(port, address, FRESH))
        for group, listed, cookie, client in (
            ("api", addresses.api(), FRESH, stranger),
            ("admin", addresses.admin(), session, signed_in),
        ):
            for address in listed:
                fresh, status = multiple(port, worker, address, cookie), ask(port, address, cookie)
                yield PageCost(group, address, fresh, None, queries(client, address), status)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.bench")
    django.setup()
    for row in measure():
        print(json.dumps(asdict(row)), flush=True)

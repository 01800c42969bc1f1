"""What a page costs: CPU time of a worker as a multiple of a trivial view's in the same server, and its queries.

Made anew, as for a reader who carries a cookie, and as handed out again to one who does not (`delivery.page_cache`).

The server is gunicorn with one worker, asked over the loopback one question after the other, as `make run` serves.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from library_plans.models import Edition

ROUNDS = 60
FRESH = "fresh=1"  # a cookie that means nothing
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds
SEARCHES = ("", "q=bibliotek", "q=läsfrämjande", "q=nationella+minoriteter", "q=%22meröppet+bibliotek%22")


def addresses() -> Iterator[str]:
    """One of each kind of page, from the data that is loaded."""
    edition = Edition.objects.placed().filter(page_count__gt=4).order_by("pk").first()
    if edition is None:
        raise SystemExit("No plans are loaded: run `make run` once first.")
    kinds: set[int] = set()
    for page in Page.objects.live().public().filter(depth__gte=2, locale__language_code="sv").order_by("path"):
        if page.content_type_id not in kinds and page.specific_class and page.get_url():
            kinds.add(page.content_type_id)
            yield str(page.get_url())
    plan = edition.plan.get_absolute_url()
    yield from ["/planer/", plan.removesuffix("/").rpartition("/")[0] + "/", plan]
    yield from [f"{plan}{edition.number}/sida/3/", f"{plan}{edition.number}/sida/3/?q=bibliotek"]
    yield from (f"/sok/?{query}" for query in SEARCHES)
    yield "/api/v1/search?q=bibliotek"


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """The site on a free port; its port and the number of its worker's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "-w1", f"-b127.0.0.1:{port}", "--log-level=error"]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR)
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
        ask(port, "/floor/")
    except OSError:
        return False
    return True


def ask(port: int, address: str, cookie: str = "") -> None:
    connected = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connected.request("GET", iri_to_uri(address), headers={"Cookie": cookie} if cookie else {})
    connected.getresponse().read()
    connected.close()


def spent(pid: int) -> float:
    """CPU milliseconds of a process until now, in its own code and in the system's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def cost(port: int, worker: int, address: str, cookie: str = "", rounds: int = ROUNDS) -> float:
    """Mean CPU milliseconds of the worker for one answer, after a warm-up."""
    ask(port, address, cookie)
    before = spent(worker)
    for _round in range(rounds):
        ask(port, address, cookie)
    return (spent(worker) - before) / rounds


def main() -> None:
    client = Client(headers={"cookie": FRESH})
    with served() as (port, worker):
        floor = cost(port, worker, "/floor/", rounds=ROUNDS * 20)
        print(f"{'address':62} {'CPU ms':>8} {'× floor':>8} {'queries':>8} {'kept ms':>8} {'× floor':>8}")
        print(f"{'floor':62} {floor:8.2f} {1:8.1f}")
        for address in addresses():
            fresh, kept = cost(port, worker, address, FRESH), cost(port, worker, address)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            figures = f"{fresh:8.2f} {fresh / floor:8.1f} {len(queries):8} {kept:8.2f} {kept / floor:8.1f}"
            print(f"{address[:62]:62} {figures}")

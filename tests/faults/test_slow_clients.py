"""Clients that send half a request, or send it slowly, keep nobody else waiting; too large ones are refused."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from delivery.query_limits import MAX_BYTES
from tests.faults.server import Server
from tests.journeys.site import wait_until

pytestmark = pytest.mark.slow  # a server of its own, and clients that wait

THREADS = 8  # of the Procfile's two workers
HALF_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "
HALF_FORM = (
    b"POST /tillganglighet/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n%s\r\ntext="
)
BEGINNINGS = {
    "nothing": b"",
    "half a request line": b"GET /pla",
    "half a head": HALF_HEAD,
    "half a form": HALF_FORM % (1000, b""),
    "half a form, to be told to go on": HALF_FORM % (1000, b"Expect: 100-continue\r\n"),
    "half a body that is too large": HALF_FORM % (1_000_000, b""),
    "half a chunked form": HALF_FORM.replace(b"Content-Length: %d", b"Transfer-Encoding: chunked%.0d") % (1, b""),
    "an answer that nobody takes": b"GET /planer/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
}


class Listening(Protocol):
    port: int


def connected(server: Listening, data: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    client.sendall(data)
    return client


@contextmanager
def clients(server: Listening, data: bytes, number: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        yield [stack.enter_context(connected(server, data)) for _n in range(number)]


def answer(client: socket.socket) -> bytes:
    """The status line of what the server says before it closes."""
    said = b""
    while data := client.recv(65536):
        said += data
    return said.partition(b"\r\n")[0]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_slow_clients_keep_nobody_waiting(server: Server, beginning: str) -> None:
    assert server.get("/")[0] == 200
    with clients(server, BEGINNINGS[beginning], 3 * THREADS):
        time.sleep(0.3)
        began = time.monotonic()
        statuses = [server.get(path)[0] for path in ("/", "/planer/", "/healthz", "/sok/?q=bokbussen")]

        assert (statuses, time.monotonic() - began < 5) == ([200] * 4, True)


def test_half_a_request_is_given_up_and_one_that_comes_in_pieces_is_answered(server: Server) -> None:
    with clients(server, HALF_HEAD, 2) as (stalled, slow), clients(server, HALF_FORM % (9, b""), 1) as (form,):
        for piece in (b"ja\r", b"\n", b"Connection: close\r\n", b"\r", b"\n"):
            time.sleep(0.1)
            slow.sendall(piece)
        form.sendall(b"ja!!")

        assert answer(slow) == b"HTTP/1.1 200 OK"
        assert form.recv(12) == b"HTTP/1.1 403"  # it has no token
        assert answer(stalled) == b"HTTP/1.1 408 Request Timeout"


def test_requests_on_one_connection_are_answered_in_turn(server: Server) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n"
    with clients(server, request % b"" + request % b"Connection: close\r\n", 1) as (client,):
        said = b""
        while data := client.recv(65536):
            said += data

    assert said.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize(
    ("length", "status"), [(MAX_BYTES - 10, 200), (MAX_BYTES + 10, 400), (8_000, 400), (9_000, 414), (40_000, 414)]
)
def test_long_addresses_are_refused(server: Server, length: int, status: int) -> None:
    query = "&".join(["x=" + "a" * 400] * 100)[:length]
    found = server.get(f"/planer/?{query}")

    assert found[0] == status
    if status == 400:
        assert "Adressen är för lång." in found[1]


def test_a_head_without_end_is_cut_off_and_costs_next_to_nothing(server: Server) -> None:
    before = cpu_seconds()
    with clients(server, b"GET /", 1) as (client,):
        with pytest.raises(OSError):  # noqa: PT012 - one of the many is refused
            for _n in range(400):
                client.sendall(b"a" * 50_000)
                time.sleep(0.001)
        assert server.get("/healthz")[0] == 200

    assert cpu_seconds() - before < 2


def test_many_header_fields_are_refused(server: Server) -> None:
    assert server.get("/", **{f"X-{n}": "a" for n in range(200)})[0] in (400, 431)


def test_a_worker_that_stops_does_not_wait_for_requests_that_have_not_begun(server: Server) -> None:
    """Its neighbour goes on, and the next worker takes its place."""
    with clients(server, b"", 2 * THREADS):
        time.sleep(0.3)
        [master] = server.processes
        [first, *_others] = descendants(master.pid)
        os.kill(first, signal.SIGTERM)
        wait_until(lambda: first not in descendants(master.pid), 10, "the worker has ended")

        assert server.get("/healthz")[0] == 200


def cpu_seconds() -> float:
    """Of all processes that this one started and that still run."""
    ticks = 0
    for pid in descendants(os.getpid()):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> Iterator[int]:
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield int(child)
            yield from descendants(int(child))

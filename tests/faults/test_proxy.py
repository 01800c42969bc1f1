"""The proxy that compose brings, started from its own file: it buffers, bounds, and passes what the site trusts."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.faults.server import Server
from tests.faults.test_slow_clients import HALF_FORM, HALF_HEAD, answer, clients
from tests.journeys.site import ROOT, free_port, wait_until

pytestmark = [pytest.mark.needs("nginx"), pytest.mark.slow]


class Proxy:
    """A running nginx in front of a server; has a `port` as the server has."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, body: bytes = b"", **headers: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST" if body else "GET", path, body or None, headers)
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture(scope="module")
def proxy(server: Server) -> Iterator[Proxy]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # nginx's children are nobody's
        text = (ROOT / "proxy" / "nginx.conf").read_text()
        text = text.replace("/tmp/", f"{folder}/").replace("site:8000", f"127.0.0.1:{server.port}")
        Path(folder, "nginx.conf").write_text(text.replace("listen 8080", f"listen 127.0.0.1:{port}"))
        command = ["nginx", "-c", f"{folder}/nginx.conf", "-p", folder, "-g", "daemon off;"]
        process = subprocess.Popen(command)
        try:
            proxy = Proxy(port)
            wait_until(lambda: is_up(proxy), 20, "the proxy answers")
            yield proxy
        finally:
            process.terminate()
            process.wait(20)


def is_up(proxy: Proxy) -> bool:
    try:
        return proxy.get("/healthz") == 200
    except OSError:
        return False


@pytest.mark.parametrize("beginning", [HALF_HEAD, HALF_FORM % (1000, b""), HALF_FORM % (1_000_000, b"")])
def test_slow_clients_keep_nobody_waiting(proxy: Proxy, beginning: bytes) -> None:
    with clients(proxy, beginning, 24):
        time.sleep(0.2)

        assert [proxy.get(path) for path in ("/", "/planer/", "/healthz")] == [200] * 3


def test_one_client_has_so_many_connections_and_another_is_served(proxy: Proxy) -> None:
    with clients(proxy, HALF_FORM % (1000, b"X-Forwarded-For: 203.0.113.9\r\n"), 40):
        time.sleep(0.3)

        assert proxy.get("/healthz", **{"X-Forwarded-For": "203.0.113.9"}) == 429
        assert proxy.get("/healthz", **{"X-Forwarded-For": "203.0.113.10"}) == 200


def test_requests_are_bounded(proxy: Proxy) -> None:
    assert proxy.get(f"/planer/?x={'a' * 7_000}") == 400
    assert proxy.get(f"/planer/?x={'a' * 9_000}") == 414
    with clients(proxy, HALF_FORM % (120_000_000, b""), 1) as (client,):
        assert client.recv(12) == b"HTTP/1.1 413"


def test_the_host_reaches_the_site(proxy: Proxy) -> None:
    assert proxy.get("/", Host="annan.example") == 400


def test_half_a_request_is_given_up(proxy: Proxy) -> None:
    with clients(proxy, HALF_HEAD, 1) as (client,), pytest.raises(ConnectionResetError):
        answer(client)

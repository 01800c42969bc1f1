"""One request to one host, bounded in bytes and in time. It follows nothing, keeps no cookie and uses no proxy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from socket import SHUT_RDWR, socket
from ssl import SSLError, create_default_context
from threading import Event, Timer
from typing import BinaryIO

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.util import Url

from link_monitor.choices import Outcome
from link_monitor.errors import VisitFailed
from link_monitor.name_resolution import resolve

CHUNK = 64 * 1024
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
# The first that fits.
MEANINGS: tuple[tuple[tuple[type[Exception], ...], Outcome], ...] = (
    ((NewConnectionError,), Outcome.NO_CONNECTION),
    ((ConnectTimeoutError, ReadTimeoutError, TimeoutError), Outcome.TIMEOUT),
    ((ConnectionError,), Outcome.NO_ANSWER),
    ((HTTPException, HTTPError, ValueError), Outcome.BAD_ANSWER),
    ((Exception,), Outcome.NO_CONNECTION),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for the connection, between two pieces, and for the whole of one answer."""

    connect: float = 10
    pause: float = 20
    whole: float = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What one host answered. `size` and `sha256` are of the bytes read; `is_whole` is false if more were left."""

    url: str
    status: int
    headers: Mapping[str, str]
    size: int = 0
    sha256: str = ""
    is_whole: bool = True

    @property
    def location(self) -> str | None:
        """Where the answer leads on to, as it is written; None unless it does."""
        return self.headers.get("Location", "") if self.status in REDIRECTS else None


def send(
    method: str, url: Url, headers: Mapping[str, str], limits: Limits, body: BinaryIO | None = None, most: int = 0
) -> Answer:
    """Ask for an address; writes at most `most` bytes of what comes into `body`, nothing of what only leads on.

    Raises:
        VisitFailed: No answer, or none that is whole and keeps the limits.
    """
    connection = open_connection(url, limits)
    try:
        with deadline(connection, limits.whole):
            response = head_of(connection, method, url, headers)
            answer = Answer(url.url, response.status, response.headers)
            if body is None or method == "HEAD" or answer.location is not None:
                return answer
            size, digest, is_whole = read_body(response, body, most)
            return Answer(url.url, response.status, response.headers, size, digest, is_whole)
    finally:
        connection.close()


def open_connection(url: Url, limits: Limits) -> HTTPConnection:
    """Connected to the first public address of the host that takes the call, its certificate checked by name."""
    host, port = (url.host or "").strip("[]"), url.port or PORTS[url.scheme or ""]
    failure = VisitFailed(Outcome.NO_HOST)
    for address in resolve(host, port):
        connection = new_connection(url.scheme or "", address, port, host, limits)
        try:
            with deadline(connection, limits.connect + limits.pause):
                connection.connect()
        except VisitFailed as error:
            connection.close()
            failure = error
        else:
            connection.timeout = limits.pause
            return connection
    raise failure


def new_connection(scheme: str, address: str, port: int, host: str, limits: Limits) -> HTTPConnection:
    if scheme == "http":
        return HTTPConnection(address, port, timeout=limits.connect)
    context = create_default_context()
    return HTTPSConnection(address, port, timeout=limits.connect, server_hostname=host, ssl_context=context)


def head_of(connection: HTTPConnection, method: str, url: Url, headers: Mapping[str, str]) -> HTTPResponse:
    """The answer up to its body. A connection that is closed before is no answer."""
    connection.request(method, url.request_uri, headers={"Host": url.netloc or "", **headers}, preload_content=False)
    return connection.getresponse()


def read_body(response: HTTPResponse, body: BinaryIO, most: int) -> tuple[int, str, bool]:
    """Size, SHA-256 and whether it was all. Raises VisitFailed when the answer ends too early."""
    size, digest = 0, hashlib.sha256()
    try:
        for chunk in response.stream(CHUNK, decode_content=True):
            piece = chunk[: most - size]
            body.write(piece)
            digest.update(piece)
            size += len(piece)
            if len(piece) < len(chunk):
                return size, digest.hexdigest(), False
    except ReadTimeoutError as error:
        raise VisitFailed(Outcome.SLOW) from error
    except HTTPError as error:
        raise VisitFailed(Outcome.TRUNCATED) from error
    return size, digest.hexdigest(), True


@contextmanager
def deadline(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """End the connection after some seconds, however often it gives a byte. Raises VisitFailed for every failure."""
    expired, connected = Event(), connection.sock  # which the connection gives up when an answer ends with it

    def expire() -> None:
        expired.set()
        open_socket = connected or connection.sock
        if open_socket is not None:
            with suppress(OSError):
                socket.shutdown(open_socket, SHUT_RDWR)  # below TLS, which the other thread is reading through

    timer = Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (VisitFailed, OSError, HTTPError, HTTPException, ValueError) as error:
        raise VisitFailed(Outcome.SLOW) if expired.is_set() else failure_of(error) from error
    finally:
        timer.cancel()
    if expired.is_set():
        raise VisitFailed(Outcome.SLOW)


def failure_of(error: Exception) -> VisitFailed:
    """What an error of the libraries below means."""
    if isinstance(error, VisitFailed):
        return error
    if isinstance(error, SSLError):
        return VisitFailed(Outcome.TLS, getattr(error, "verify_message", "") or error.reason or "")
    return VisitFailed(next(outcome for kinds, outcome in MEANINGS if isinstance(error, kinds)))

"""Websites on loopback that answer as they are told, and remember who asked for what, and when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

Respond = Callable[["Handler"], None]


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Website:
    """What stands at each path; anything else is 404. `most_at_once` counts requests."""

    base: str
    paths: dict[str, Respond] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    now: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def serve(self, path: str, respond: Respond | bytes, **headers: str) -> str:
        """Put an answer, or a file, at a path; gives its address."""
        self.paths[path] = respond if callable(respond) else answer(200, respond, **headers)
        return self.url(path)

    @property
    def pages_asked(self) -> list[str]:
        """Method and path of each request but those for robots.txt."""
        return [f"{one.method} {one.path}" for one in self.asked if one.path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    website: Website

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        site = self.website
        with site.lock:
            site.asked.append(Asked(self.command, self.path, dict(self.headers)))
            site.now += 1
            site.most_at_once = max(site.now, site.most_at_once)
        try:
            site.paths.get(self.path, answer(404, b"<title>404</title>"))(self)
        except ConnectionError:
            self.close_connection = True
        finally:
            with site.lock:
                site.now -= 1

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


def answer(status: int, content: bytes = b"", **headers: str) -> Respond:
    """An ordinary answer; the names of headers are written with underscores."""

    def respond(handler: Handler) -> None:
        handler.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(content)), **named}.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content)

    return respond


def versioned(content: bytes, **validators: str) -> Respond:
    """A file that is given only to those who do not have this version: `ETag`, `Last_Modified`."""

    def respond(handler: Handler) -> None:
        asked = {handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")} - {None}
        answer(304, **validators)(handler) if asked & {*validators.values()} else answer(200, content, **validators)(
            handler
        )

    return respond


def raw(content: bytes) -> Respond:
    """Bytes as they are, then the end of the connection."""

    def respond(handler: Handler) -> None:
        handler.wfile.write(content)
        handler.close_connection = True

    return respond


def dripping(head: bytes, until: threading.Event) -> Respond:
    """A byte now and then, for as long as anybody listens or until the test ends."""

    def respond(handler: Handler) -> None:
        handler.wfile.write(head)
        while not until.wait(0.05):
            handler.wfile.write(b"x")
        handler.close_connection = True

    return respond


def silent(until: threading.Event) -> Respond:
    """Takes the request and says nothing."""

    def respond(handler: Handler) -> None:
        until.wait(30)
        handler.close_connection = True

    return respond


@contextmanager
def website(host: str = "127.0.0.1", tls: SSLContext | None = None) -> Iterator[Website]:
    """A website at an address of loopback, on a free port."""
    handler = type("WebsiteHandler", (Handler,), {})
    server = ThreadingHTTPServer((host, 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    handler.website = Website(f"{'https' if tls else 'http'}://{host}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield handler.website
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

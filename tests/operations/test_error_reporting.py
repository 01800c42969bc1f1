"""Errors are reported to the server that SENTRY_DSN names, and hold nothing that a person has sent."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.operations.test_settings import VALID, started_with
from tests.prepared import link_language_data

SECRETS = ("anna@example.org", "hemligt", "203.0.113.9", "sessionid")
FAULT = """
import logging, sentry_sdk
from django.http import HttpRequest
from django.test import RequestFactory
from django.core.handlers.wsgi import WSGIHandler
from django.urls import set_urlconf
from django.conf import settings
import types
from django.urls import path
def view(request):
    raise ValueError(f"{request.POST} anna@example.org")
urls = types.ModuleType("urls")
urls.urlpatterns = [path("fel/", view)]
urls.handler500 = "django.views.defaults.server_error"
settings.ROOT_URLCONF, settings.MIDDLEWARE = urls, []
environ = RequestFactory().post(
    "/fel/?q=hemligt", {"email": "anna@example.org"}, headers={"Cookie": "sessionid=hemligt", "Host": "plats.example"},
    REMOTE_ADDR="203.0.113.9",
).environ
WSGIHandler()(environ, lambda *answer: None)
logging.getLogger("plats").error("Mail to %s was given up", "anna@example.org")
sentry_sdk.flush(5)
"""


@pytest.fixture
def reports() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The DSN of a server, and the events that it has been sent."""
    events: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            lines = (gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body).splitlines()
            items = [json.loads(line) for line in lines if line]
            events.extend(item for item in items if "event_id" in item and "platform" in item)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Write nothing to the output of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", events
    server.shutdown()
    server.server_close()


def test_errors_are_reported_without_personal_data(tmp_path, reports):
    dsn, events = reports
    link_language_data(tmp_path)
    result = started_with(FAULT, "production", VAR_DIR=str(tmp_path), SENTRY_DSN=dsn, **VALID)

    assert result.returncode == 0, result.stderr
    exception, entry = sorted(events, key=lambda event: "exception" not in event)
    assert [each["type"] for each in exception["exception"]["values"]] == ["ValueError"]
    assert exception["request"] == {"method": "POST", "url": "http://plats.example/fel/"}
    assert entry["logentry"] == {"message": "Mail to %s was given up"}
    assert [secret for secret in SECRETS if secret in json.dumps([exception, entry])] == []

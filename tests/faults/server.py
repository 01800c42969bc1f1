"""The site as the Procfile starts it, and requests to it as readers and editors send them."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.journeys.site import ROOT, SiteInstance, free_port, wait_until

TOKEN = "t" * 32  # of a form and its cookie
SECONDS = 30


def site_in(folder: Path, **environment: str) -> SiteInstance:
    """A site with everything it writes in one folder, temporary files included."""
    return SiteInstance(
        {
            "DJANGO_SETTINGS_MODULE": "cms.settings.base",
            "VAR_DIR": str(folder),
            "TMPDIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": "k" * 50,
            "ALLOWED_HOSTS": "127.0.0.1",
            "MFA_REQUIRED": "0",
            "MIN_FREE_DISK_BYTES": str(1024 * 1024),
            "LOG_LEVEL": "CRITICAL",
            "MONITORING_TOKEN": TOKEN,
            **environment,
        }
    )


def web_command(port: int) -> list[str]:
    """The Procfile's command of the site, on a port of its own."""
    [line] = re.findall(r"^web: (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    program, *arguments = shlex.split(line.replace("$HOST", "127.0.0.1").replace("$PORT", str(port)))
    return [str(Path(sys.executable).parent / Path(program).name), *arguments]


def plan_html(sentence: str) -> str:
    """A plan that is long enough to be one."""
    paragraphs = (f"<p>{sentence} Biblioteket är öppet för barn och unga år {year}.</p>" for year in range(2026, 2056))
    return f"<html lang=sv><title>Plan</title><h1>Biblioteksplan</h1>{''.join(paragraphs)}"


class Server:
    """A running site."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.site = site_in(folder, **environment)

    @contextmanager
    def running(self) -> Iterator[None]:
        with self.site.running(web_command(self.port)) as self.processes:
            wait_until(self.answers, 60, "the site answers")
            yield

    def answers(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, body: bytes | dict[str, str], **headers: str) -> tuple[int, str]:
        """Send a form as the editor, or a body as it is."""
        if isinstance(body, dict):
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **body}).encode()
            headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.request("POST", path, body, {**self.editor, **headers})

    @property
    def monitoring(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {TOKEN}"}

    @property
    def editor(self) -> dict[str, str]:
        session = (self.folder / "session").read_text()
        return {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    def request(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

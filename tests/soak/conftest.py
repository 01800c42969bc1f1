"""A separate site with 1,200 documents, served on loopback, in a temporary folder."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.journeys.conftest import postgresql_url  # noqa: F401 - a fixture

PREPARE = (
    ["migrate", "--verbosity=0"],
    ["collectstatic", "--no-input", "--verbosity=0"],
    ["load_organisations"],
    ["setup_site"],
)


@dataclass(frozen=True)
class Site:
    """Runs commands of one temporary site and fetches its pages."""

    folder: Path
    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        own = {"VAR_DIR": str(self.folder), "DEMO": "1", "SECRET_KEY": "only-for-tests"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
        return {**kept, **own, "DJANGO_SETTINGS_MODULE": "cms.settings.base"}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        output, _nothing = process.communicate()
        assert process.returncode == 0, arguments
        return output

    def ask(self, python: str) -> Any:
        """The value of a Python expression in the site's shell, through JSON."""
        lines = self.run("shell", "--no-imports", "-c", f"import json; {python}").strip().splitlines()
        return json.loads(lines[-1])

    def get(self, address: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=60) as response:
            return response.read().decode()


def fresh_site(folder: Path) -> Site:
    site = Site(folder)
    for command in PREPARE:
        site.run(*command)
    return site


@pytest.fixture
def empty_site(tmp_path: Path) -> Site:
    """Migrated, with organisations, without plans."""
    return fresh_site(tmp_path)


@pytest.fixture(scope="session")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """With the 1,200 documents of `load_demo --full`, served."""
    folder = tmp_path_factory.mktemp("full")
    site = fresh_site(folder)
    began = time.perf_counter()
    site.run("load_demo", "--full")
    site.run("rebuild_search")
    print(f"\nload_demo --full and rebuild_search: {time.perf_counter() - began:.0f} s")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    served = Site(folder, port)
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=served.environment)
    try:
        wait_for(served)
        yield served
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(site: Site) -> None:
    for _attempt in range(60):
        try:
            site.get("/healthz")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError("the site did not start")

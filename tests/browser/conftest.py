"""Fixtures: a served site, a browser, and an axe check. Pages may load nothing from other hosts."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.prepared import migrated_file

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Axe.from_file(Path(__file__).parent / "axe-core" / "axe.min.js")  # newer than the one in the package
LOOKS = {"dark": ("dark", "none"), "forced colours": ("dark", "active")}
CONTRAST = {"runOnly": ["color-contrast"]}
ANIMATIONS_ENDED = """() => Promise.all(document.getAnimations()
    .filter(animation => animation.effect.getComputedTiming().iterations !== Infinity)
    .map(animation => animation.finished.catch(() => null)))"""
START_SECONDS = 600  # to load the dataset, on a machine that others use too


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder as slow: a site and a browser start before the first, and each opens pages."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a running site with the data of `tests.browser.dataset`."""
    folder = tmp_path_factory.mktemp("site")
    with served("tests.browser.dataset", folder) as address:
        yield address
    assert reported_violations(folder) == []


@contextmanager
def served(dataset: str, folder: Path, **environment: str) -> Iterator[str]:
    """The URL of a site that runs with the data of a module, its database in a folder."""
    shutil.copy(migrated_file(), folder / "site.sqlite3")
    port = free_port()
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}", **environment}
    command = [sys.executable, "-m", "tests.browser.serve", str(port), dataset]
    process = subprocess.Popen(command, env=env, cwd=settings.BASE_DIR)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def reported_violations(folder: Path) -> list[tuple[str, str, str]]:
    """Page, directive and origin of what the browsers that read a site have reported to it."""
    with closing(sqlite3.connect(folder / "site.sqlite3")) as database:
        return database.execute("SELECT page, directive, blocked FROM operations_policyviolation").fetchall()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/robots.txt")
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The site did not start.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed after each file: while Playwright runs, Django keeps this process from the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of the site: `open_page("/planer/", width=360, scheme="dark", forced=True, javascript=False)`.

    At the end nothing may have been asked of another host, blocked by the policy, or failed in a script.
    """
    contexts, foreign, complaints = [], [], []

    def opened(
        path: str, *, width: int = 1280, scheme: str = "light", forced: bool = False, javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            forced_colors="active" if forced else "none",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(site) else foreign.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert foreign == []
    assert complaints == []


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """Axe violations of a page with all rules enabled: the rule and the opening tags of the elements concerned."""
    return axe_violations


@pytest.fixture
def faults_by_look() -> Callable[[Page], dict[str, list[str]]]:
    """Faults of a page by width and colours, empty ones left out: every rule in each width, contrast in each look.

    A page that is wider than its window is a fault too.
    """

    def found(page: Page) -> dict[str, list[str]]:
        by_look = {}
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="light", forced_colors="none")
            by_look[f"{width} px"] = axe_violations(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                by_look[f"{width} px"].append("overflow")
            for name, (scheme, forced) in LOOKS.items():
                page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
                by_look[f"{width} px, {name}"] = axe_violations(page, **CONTRAST)
        return {look: violations for look, violations in by_look.items() if violations}

    return found


def axe_violations(page: Page, **options: list[str]) -> list[str]:
    """Of the page as it stays: what fades in has too little contrast until then."""
    page.evaluate(ANIMATIONS_ENDED)
    violations = AXE.run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{rule['id']}: {node['html'].partition('>')[0]}>" for rule in violations for node in rule["nodes"]]

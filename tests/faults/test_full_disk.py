"""The disk of the site is full: what readers and editors see, what is lost (nothing), and that it mends by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.disks import fill, small_disk
from tests.faults.server import Server, plan_html

pytestmark = [pytest.mark.needs("mount"), pytest.mark.slow]
PAGES = {
    **dict.fromkeys(("/", "/planer/", "/planer/0180-stockholm/", "/teman/", "/healthz", "/logga-in/"), 200),
    **dict.fromkeys(("/sok/?q=bokbussen", "/sok/?q=bokbussen&format=csv", "/planer/?format=csv"), 200),
    **dict.fromkeys(("/api/v1/search?q=bokbussen", "/sok/forslag/?q=bokb"), 200),
    "/finns-inte/": 404,
    "/readyz": 503,
}
SENTENCE = "Det finns inte plats på serverns disk"
DESCRIPTION = "Sparat när disken var full."
THEMES = "/admin/snippets/themes/theme/"


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    with small_disk(megabytes=60) as folder:
        yield folder


@pytest.fixture
def full(server: Server) -> Iterator[Path]:
    """The disk is full until the file that this gives is removed."""
    server.get("/sok/?q=bokbussen")  # the index is open, as in any site that has been asked since its start
    ballast = fill(server.folder)
    yield ballast
    ballast.unlink(missing_ok=True)


@pytest.fixture
def theme_form(server: Server) -> tuple[str, dict[str, str]]:
    """The address of a theme's form in the admin, as an editor has it open, and its fields."""
    listing = server.get(THEMES, **server.editor)[1]
    [path] = re.findall(rf'href="({THEMES}edit/\d+/)[^"]*"', listing)[:1]
    html = server.get(path, **server.editor)[1]
    names = re.findall(r'<input [^>]*name="(name|slug|position)"[^>]*>', html)
    fields = {name: re.findall(rf'name="{name}" value="([^"]*)"', html)[0] for name in names}
    return path, {**fields, "kind": "subject", "terms": "", "description": DESCRIPTION}


def test_every_page_is_served(server: Server, full: Path) -> None:
    hit = json.loads(server.get("/api/v1/search?q=bokbussen")[1])["hits"][0]["url"]
    page = "/" + hit.split("/", 3)[3].partition("#")[0]

    assert {path: server.get(path)[0] for path in PAGES} == PAGES
    assert "Bokbussen</mark>" in server.get(page)[1]
    assert json.loads(server.get("/readyz", **server.monitoring)[1])["disk"] == {"state": "down", "free_megabytes": 0}


def test_an_editor_is_told_that_nothing_was_saved_and_saves_when_there_is_room(
    server: Server, theme_form: tuple[str, dict[str, str]], full: Path
) -> None:
    path, fields = theme_form
    refused = server.post(path, fields)
    full.unlink()
    unchanged = server.get(path, **server.editor)
    saved = server.post(path, fields)
    html = server.get(path, **server.editor)[1]

    assert (refused[0], SENTENCE in refused[1]) == (507, True)
    assert (unchanged[0], DESCRIPTION in unchanged[1]) == (200, False)
    assert (saved[0], DESCRIPTION in html) == (302, True)


def test_a_large_upload_is_refused_before_it_is_read(server: Server, full: Path) -> None:
    body = b"x" * 200_000
    refused = server.post("/admin/images/multiple/add/", body, **{"Content-Type": "application/octet-stream"})

    assert (refused[0], SENTENCE in refused[1]) == (507, True)


def test_no_plan_is_read_and_the_next_import_takes_what_was_refused(server: Server, full: Path, tmp_path: Path) -> None:
    (tmp_path / "ny.html").write_text(plan_html("Sagostund på lördagar."))
    refused = server.site.run("ingest_plans", str(tmp_path))
    full.unlink()
    taken = server.site.run("ingest_plans", str(tmp_path), "--json")

    assert "ny.html: Det finns för lite plats på serverns disk." in refused
    assert json.loads(taken.splitlines()[-1])["new"] == 1

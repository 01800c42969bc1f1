"""Neither a lock nor a kill loses work, and the site goes on meanwhile. The worker comes back by itself."""

from __future__ import annotations

import io
import os
import time

import pypdfium2
import pytest
from PIL import Image

from tests.extraction import hostile
from tests.faults.tasks.database import STATES, column, locked, wait_until_done, wait_until_running
from tests.faults.tasks.site import FaultySite
from tests.journeys.site import wait_until

SCANNED_PAGES = 5
LOCK = int(os.environ.get("LOCK_SECONDS", "3"))  # for 30: settings.py scales the wait for the database with it
PARAGRAPH = "<p>Bokbussen åker till varje by i kommunen, och biblioteket hålls öppet för barn och unga, år {}.</p>"
PLAN = "<html lang=sv><title>Plan</title><h1>Biblioteksplan</h1>"
SHORT = (PLAN + PARAGRAPH.format(1) * 20).encode()
LONG = (PLAN + "".join(map(PARAGRAPH.format, range(20_000)))).encode()

pytestmark = pytest.mark.slow


def scan(pages: int) -> bytes:
    """A PDF of pictures of a page of text."""
    page = pypdfium2.PdfDocument(hostile.pdf(1))[0].render(scale=200 / 72).to_pil().convert("L")
    file = io.BytesIO()
    page.save(file, "PDF", resolution=200, save_all=True, append_images=[Image.Image.copy(page)] * (pages - 1))
    return file.getvalue()


def found(editor) -> bool:
    return "Provköping" in editor.get("/sok/?q=bokbussen&scope=alla")[1]


def test_lock_while_an_editor_saves_and_the_worker_reads(site: FaultySite) -> None:
    with site.served() as (editor, server), site.worked() as worker:
        processes = [*server.children(), *worker.children()]
        assert editor.add_plan("Lång", LONG)[0] == 200
        wait_until_running(site.database, "read_edition_file")
        with locked(site.database):
            began = time.monotonic()
            pages = [editor.get(path)[0] for path in ("/", "/sok/?q=bok", "/admin/", "/admin/planer/", "/readyz")]
            seconds = time.monotonic() - began
            status, page = editor.add_plan("Kort", SHORT, kind="strategi")
            time.sleep(max(0, LOCK - (time.monotonic() - began)))
        assert (pages, status, "är det inte sparat" in page) == ([200] * 5, 503, True)
        assert seconds < LOCK  # nobody who reads waits for the lock

        assert editor.add_plan("Kort", SHORT, kind="strategi")[0] == 200
        wait_until_done(site.database)
        assert column(site.database, "SELECT title FROM library_plans_plan ORDER BY id") == ["Lång", "Kort"]
        assert (column(site.database, STATES), found(editor)) == (["text", "text"], True)
        assert [*server.children(), *worker.children()] == processes


def test_worker_killed_while_it_reads_and_while_it_indexes(site: FaultySite) -> None:
    with site.served() as (editor, _server), site.worked() as worker:
        assert editor.add_plan("Lång", LONG)[0] == 200
        for task in ("read_edition_file", "refresh_many"):
            wait_until_running(site.database, task)
            before = worker.children()
            worker.kill_children()
            assert editor.get("/")[0] == 200
            wait_until(lambda before=before: worker.children() not in ([], before), 30, "the worker is restarted")
        wait_until_done(site.database)

        assert (column(site.database, STATES), found(editor)) == (["text"], True)
        assert column(site.database, "SELECT count(*) FROM library_plans_stagedpassage") == [0]


@pytest.mark.needs("tesseract")
def test_worker_killed_while_it_reads_a_scan(site: FaultySite) -> None:
    def pages_read() -> dict[str, int]:
        """The time at which each page was read, by its number."""
        return {file.stem: file.stat().st_mtime_ns for file in site.database.parent.rglob("ocr/[0-9]*.json")}

    with site.served() as (editor, _server), site.worked() as worker:
        assert editor.add_plan("Skannad", scan(SCANNED_PAGES))[0] == 200
        wait_until(lambda: len(pages_read()) >= 2, 60, "two pages are read")
        kept = pages_read()
        worker.kill_children()
        assert editor.get("/")[0] == 200
        wait_until_done(site.database)

        after = pages_read()
        assert (column(site.database, STATES), len(after)) == (["ocr"], SCANNED_PAGES)
        assert {number: after[number] for number in kept} == kept  # no page is read twice

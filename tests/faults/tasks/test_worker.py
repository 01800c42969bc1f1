"""Neither a lock nor a kill loses work, and the site goes on meanwhile. The worker comes back by itself."""

from __future__ import annotations

import time

import pytest

from tests.faults.tasks.database import STATES, column, locked, wait_until_done, wait_until_running
from tests.faults.tasks.site import FaultySite
from tests.journeys.site import wait_until

LOCK = 3  # seconds, for 30: the database is waited for a tenth of the time that it is otherwise
PARAGRAPH = "<p>Bokbussen åker till varje by i kommunen, och biblioteket hålls öppet för barn och unga, år {}.</p>"
PLAN = "<html lang=sv><title>Plan</title><h1>Biblioteksplan</h1>"
SHORT = (PLAN + PARAGRAPH.format(1) * 20).encode()
LONG = (PLAN + "".join(map(PARAGRAPH.format, range(20_000)))).encode()

pytestmark = pytest.mark.slow


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

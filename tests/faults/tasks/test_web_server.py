"""A web server that is killed loses nothing that it confirmed, and one without a worker says so."""

from __future__ import annotations

import json
import time

import pytest

from tests.faults.tasks.database import STATES, column, wait_until_done
from tests.faults.tasks.site import FaultySite
from tests.faults.tasks.test_worker import LONG, SHORT, found
from tests.journeys.site import wait_until

pytestmark = pytest.mark.slow


def test_server_killed_in_an_upload_and_no_worker_for_what_is_saved(site: FaultySite) -> None:
    with site.served() as (editor, server):
        with editor.begin_to_add_plan("Halv", LONG):
            time.sleep(0.5)
            server.kill_children()
        wait_until(lambda: editor.get("/healthz")[0] == 200, 30, "gunicorn has replaced its worker")
        assert column(site.database, "SELECT count(*) FROM library_plans_plan") == [0]

        assert editor.add_plan("Hel", SHORT)[0] == 200
        server.kill_children()  # right after its answer
        wait_until(lambda: editor.get("/readyz")[0] == 503, 30, "the queue is too old")
        assert json.loads(editor.get("/readyz")[1])["worker"]["state"] == "down"
        assert "Inget arbetas av just nu." in editor.get("/admin/")[1]
        assert column(site.database, STATES) == ["pending"]

        with site.worked():
            wait_until_done(site.database)
        assert (editor.get("/readyz")[0], column(site.database, STATES), found(editor)) == (200, ["text"], True)

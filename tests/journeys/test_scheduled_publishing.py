"""A page with a publishing time goes live when the scheduler runs, and is found once the worker has run."""

import shutil
import sqlite3
import sys

import pytest

from tests.journeys.site import SiteInstance, wait_until
from tests.prepared import link_language_data, migrated_file

pytestmark = pytest.mark.slow

SECONDS_AHEAD = 12
PAGE = f"""
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from home.models import HomePage, InformationPage
call_command("setup_site")
call_command("rebuild_search")
call_command("collectstatic", "--no-input")
page = InformationPage(title="Remisstiden", slug="remisstiden", summary="Nu.", live=False)
page.go_live_at = timezone.now() + timedelta(seconds={SECONDS_AHEAD})
HomePage.objects.get().add_child(instance=page)
page.save_revision().publish()
"""
LOOK = """
import json
from django.test import Client
found = Client().get("/sok/?q=Remisstiden&source=information").text
print(json.dumps([Client().get("/remisstiden/").status_code, "/remisstiden/" in found]))
"""


def test_scheduled_page_goes_live(tmp_path):
    database = tmp_path / "site.sqlite3"
    shutil.copy(migrated_file(), database)
    link_language_data(tmp_path)
    site = SiteInstance({"VAR_DIR": str(tmp_path), "ALLOWED_HOSTS": "testserver"})
    assert site.run_python(PAGE + LOOK) == [404, False]

    def is_live() -> bool:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return bool(connection.execute("SELECT live FROM wagtailcore_page WHERE slug='remisstiden'").fetchone()[0])

    with site.running([sys.executable, "manage.py", "run_scheduler"]):
        wait_until(is_live, 90, "the page goes live")

    site.run("run_worker", "--batch")
    assert site.run_python(LOOK) == [200, True]

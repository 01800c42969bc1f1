"""A small site with one plan and one editor who is signed in, prepared once and copied for each module."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults.server import Server, plan_html, site_in
from tests.prepared import migrated_file

PREPARE = """
import json
from io import StringIO
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from accounts.models import User
for command in ("load_organisations", "setup_site", "rebuild_search"):
    call_command(command, verbosity=0)
call_command("ingest_plans", "{plans}", stdout=StringIO())
editor = User.objects.create_superuser("kb@example.org")
session = SessionStore()
session.update({{
    SESSION_KEY: str(editor.pk),
    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
    HASH_SESSION_KEY: editor.get_session_auth_hash(),
}})
session.save()
print(json.dumps(session.session_key))
"""
LIST = "file,owner_codes,kind,title\nplan.html,0180,kommunal,Biblioteksplan för Stockholm\n"


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """VAR_DIR of the site, with the key of the editor's session in the file `session`."""
    folder = tmp_path_factory.mktemp("faults")
    plans, var = folder / "plans", folder / "var"
    plans.mkdir()
    var.mkdir()
    (plans / "list.csv").write_text(LIST)
    (plans / "plan.html").write_text(plan_html("Bokbussen kommer till alla som vill läsa."))
    shutil.copy(migrated_file(), var / "site.sqlite3")
    (var / "language").symlink_to(Path(settings.BASE_DIR) / "var" / "language")  # built once, which takes long
    site = site_in(var)
    (var / "session").write_text(site.run_python(PREPARE.format(plans=plans / "list.csv")))
    site.run("collectstatic", "--no-input", "--verbosity", "0")
    return var


@pytest.fixture(scope="module")
def server(prepared_folder: Path, disk: Path) -> Iterator[Server]:
    """The site on the module's own `disk`, started by the command of the Procfile."""
    shutil.copytree(prepared_folder, disk, dirs_exist_ok=True, symlinks=True)
    server = Server(disk)
    with server.running():
        yield server


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("disk")

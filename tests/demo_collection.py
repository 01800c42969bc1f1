"""The demo as a collection for tests: made once, kept under `var/test` and copied for each module that asks for it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.prepared import copied, instead, make_database, migrated_file, server_database

SOURCES = (
    "demo",
    "library_plans",
    "organisations",
    "search",
    "events",
    "reports",
    "guidance",
    "dialogue",
    "home",
    "cms",
    "themes",
)
DEMO = "traffpunkt_demo"  # the database on a server that holds the demo
COMMANDS = (
    ["migrate", "-v0"],
    ["load_organisations", "-v0"],
    ["setup_site", "-v0"],
    ["load_demo", "-v0"],
    ["rebuild_search"],
)


def digest() -> str:
    """Changes with whatever could change what is in the collection."""
    total = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in {".py", ".txt", ".toml", ".csv"} and not path.name.startswith("READ_ME"):
                total.update(path.read_bytes())
    return total.hexdigest()[:16]


def made_collection() -> Path:
    """The folder with the site's files and index, beside its database; made when the sources have changed.

    One process makes it, the others wait.
    """
    vendor = connections["default"].vendor
    folder = Path(settings.VAR_DIR) / "test" / f"demo-{vendor}-{digest()}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make_collection(folder, vendor)
    return folder


def make_collection(folder: Path, vendor: str) -> None:
    for old in [*folder.parent.glob(f"demo-{vendor}-*"), *folder.parent.glob("scratch-*")]:
        shutil.rmtree(old, ignore_errors=True)
    scratch = folder.with_name(f"scratch-{os.getpid()}")
    scratch.mkdir(parents=True)
    on_server = vendor == "postgresql"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "DEMO": "1",
        "SECRET_KEY": "only-for-tests",
        "VAR_DIR": str(scratch),
        "DATABASE_URL": server_database(DEMO) if on_server else f"sqlite:///{scratch / 'site.sqlite3'}",
        "SEARCH_URL": f"sqlite:///{scratch / 'search' / 'index.sqlite3'}",
    }
    if on_server:
        make_database(DEMO)
    else:
        shutil.copy(migrated_file(), scratch / "site.sqlite3")
    for command in COMMANDS:
        subprocess.run([sys.executable, "manage.py", *command], check=True, env=env, cwd=settings.BASE_DIR)
    if not on_server:
        with_whole_database(scratch / "site.sqlite3")
    scratch.rename(folder)


def with_whole_database(path: Path) -> None:
    """Fold what SQLite keeps beside the file into it, so that copying the file copies all."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


@pytest.fixture(scope="module")
def demo_collection(
    empty_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The demo in the test's database and index until the module ends. The tests themselves still ask for `db`."""
    source = made_collection()
    database = DEMO if connections["default"].vendor == "postgresql" else str(source / "site.sqlite3")
    place = tmp_path_factory.mktemp("demo")
    for folder in ("search", "media"):
        shutil.copytree(source / folder, place / folder)
    storages = {**settings.STORAGES, "plan_files": at(source / "plan-files")}
    changed = override_settings(
        SEARCH_URL=f"sqlite:///{place / 'search' / 'index.sqlite3'}",
        SEARCH_QUEUE_DIR=place / "search",
        MEDIA_ROOT=place / "media",
        PLAN_FILES_ROOT=source / "plan-files",
        STORAGES=storages,
    )
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(instead(copied(database, f"{empty_database}_demo")))
        changed.enable()
        yield source
        changed.disable()
        with django_db_blocker.unblock():
            stack.close()


def at(folder: Path) -> dict[str, object]:
    backend = "django.core.files.storage.FileSystemStorage"
    return {"BACKEND": backend, "OPTIONS": {"location": folder, "base_url": None}}

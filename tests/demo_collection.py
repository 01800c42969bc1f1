"""The demo for tests: loaded once, cached under `var/test` and copied for each module that uses it."""

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

from tests.prepared import (
    copy_database,
    create_database,
    link_language_data,
    migrated_file,
    server_database_url,
    switched_to,
)

DEMO = "traffpunkt_demo"  # database of the demo on a PostgreSQL server
PREPARE = """
import django
from django.core.management import call_command
django.setup()
for command in ("prepare_site", "load_demo", "rebuild_search"):
    call_command(command, verbosity=0)
"""


def sources_digest() -> str:
    """Digest of code and data that the content of the collection depends on."""
    total = hashlib.sha256()
    packages = (path.parent for path in sorted(Path(settings.BASE_DIR).glob("*/__init__.py")))
    for package in packages:
        for path in sorted(package.rglob("*")) if package.name != "tests" else ():
            if path.suffix in {".py", ".txt", ".toml", ".csv"} and not path.name.startswith("READ_ME"):
                total.update(path.read_bytes())
    return total.hexdigest()[:16]


def cached_collection() -> Path:
    """The folder with the site's files and index, beside its database; rebuilt when the sources have changed.

    One process builds it, the others wait.
    """
    vendor = connections["default"].vendor
    folder = Path(settings.VAR_DIR) / "test" / f"demo-{vendor}-{sources_digest()}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build_collection(folder, vendor)
    return folder


def build_collection(folder: Path, vendor: str) -> None:
    for old in [*folder.parent.glob(f"demo-{vendor}-*"), *folder.parent.glob("scratch-*")]:
        shutil.rmtree(old, ignore_errors=True)
    scratch = folder.with_name(f"scratch-{os.getpid()}")
    link_language_data(scratch)
    on_server = vendor == "postgresql"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "DEMO": "1",
        "SECRET_KEY": "only-for-tests",
        "VAR_DIR": str(scratch),
        "DATABASE_URL": server_database_url(DEMO) if on_server else f"sqlite:///{scratch / 'site.sqlite3'}",
        "SEARCH_URL": f"sqlite:///{scratch / 'search' / 'index.sqlite3'}",
    }
    if on_server:
        create_database(DEMO)
    else:
        shutil.copy(migrated_file(), scratch / "site.sqlite3")
    subprocess.run([sys.executable, "-c", PREPARE], check=True, env=env, cwd=settings.BASE_DIR)
    if not on_server:
        merge_journal(scratch / "site.sqlite3")
    scratch.rename(folder)


def merge_journal(path: Path) -> None:
    """Merge SQLite's write-ahead log into the file, so that copying the file copies everything."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


@pytest.fixture(scope="module")
def demo_collection(
    empty_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The demo in the test's database and index until the module ends. The tests themselves still ask for `db`."""
    source = cached_collection()
    database = DEMO if connections["default"].vendor == "postgresql" else str(source / "site.sqlite3")
    place = tmp_path_factory.mktemp("demo")
    for folder in ("search", "media"):
        shutil.copytree(source / folder, place / folder)
    storages = {**settings.STORAGES, "plan_files": file_storage(source / "plan-files")}
    overrides = override_settings(
        SEARCH_URL=f"sqlite:///{place / 'search' / 'index.sqlite3'}",
        SEARCH_QUEUE_DIR=place / "search",
        MEDIA_ROOT=place / "media",
        PLAN_FILES_ROOT=source / "plan-files",
        STORAGES=storages,
    )
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(switched_to(copy_database(database, f"{empty_database}_demo")))
        overrides.enable()
        yield source
        overrides.disable()
        with django_db_blocker.unblock():
            stack.close()


def file_storage(folder: Path) -> dict[str, object]:
    backend = "django.core.files.storage.FileSystemStorage"
    return {"BACKEND": backend, "OPTIONS": {"location": folder, "base_url": None}}

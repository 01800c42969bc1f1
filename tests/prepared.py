"""Databases that are prepared once and copied, or replace the test database until a module ends.

Migrating, loading organisations or creating the site's sections takes longer than most of the tests that need them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from library_plans.status_periods.sync import batched_updates
from organisations.models import OrganisationKind
from search.language import is_known
from tests.factories.organisations import OrganisationFactory, RegionFactory

Step = str | Callable[[], object]  # a management command, or a function that adds rows
Prepared = Callable[..., AbstractContextManager[None]]


def migrated_file() -> Path:
    """A migrated SQLite file without data, kept between runs: migrating takes a quarter of a minute.

    One process migrates, the others wait.
    """
    file = Path(settings.VAR_DIR) / "test" / f"template-{migrations_digest()}.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True)
    with (file.parent / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            migrate(file)
    return file


def link_language_data(folder: Path) -> None:
    """Let a site under `folder` use the dictionary of this one: building it takes 20 s of CPU."""
    is_known("bibliotek")  # builds it when it is missing
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "language").symlink_to(Path(settings.VAR_DIR) / "language")


def migrations_digest() -> str:
    """Digest of the schema: changes with any migration of the project, nested apps included, and any locked package."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    migrations = [path for folder in ("*", "*/*") for path in root.glob(f"{folder}/migrations/*.py")]
    for path in sorted([*migrations, root / "requirements.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(file: Path) -> None:
    """Migrate an empty file in a subprocess and move it into place when complete."""
    scratch = file.with_suffix(f".{os.getpid()}")
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{scratch}", "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, env=env, cwd=settings.BASE_DIR)
    with sqlite3.connect(scratch) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    scratch.rename(file)


def add_small_register() -> None:
    OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, name="KB", display_name="KB", county_code="")
    RegionFactory(aliases=["RU"])
    OrganisationFactory(code="0382", name="Östhammar", display_name="Östhammars kommun")


@contextmanager
def switched_to(name: str) -> Iterator[None]:
    """Switch the default connection to another database; the present one is left as it is."""
    own = connections["default"].settings_dict["NAME"]
    switch_database(name)
    yield
    switch_database(own)


def switch_database(name: str) -> None:
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    ContentType.objects.clear_cache()  # each database counts its types in its own way
    cache.clear()


def copy_database(source: str, name: str) -> str:
    """Copy a database and return the copy's name. Both are files on SQLite; a server's may have no other connection."""
    connections["default"].close()
    if connections["default"].vendor == "postgresql":
        create_database(name, source)
    else:
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(name)) as copy:
            original.backup(copy)
    return name


def create_database(name: str, template: str = "template0") -> None:
    """An empty database, or a copy of another one, in place of any of that name."""
    drop_database(name)
    with psycopg.connect(server_database_url("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_database(name: str) -> None:
    with psycopg.connect(server_database_url("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def server_database_url(name: str) -> str:
    """The URL of another database on the same server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def empty_database(django_db_setup: None) -> str:
    """The name of the migrated database without data that this process starts with."""
    return str(connections["default"].settings_dict["NAME"])


@pytest.fixture(scope="session")
def prepared(empty_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Prepared]:
    """A context manager that switches to a database on which the given steps have run, made once for the same steps.

    With `added`, the steps of the present database have run on it too, organisations first: they get pages and groups.
    """
    names: dict[tuple[Step, ...], str] = {}
    present: list[tuple[Step, ...]] = [()]

    def make(steps: tuple[Step, ...]) -> str:
        name = copy_database(empty_database, f"{empty_database}_{len(names)}")
        with switched_to(name), batched_updates():
            for step in steps:
                call_command(step, verbosity=0) if isinstance(step, str) else step()
        return name

    @contextmanager
    def prepared(*steps: Step, added: bool = False) -> Iterator[None]:
        if added:
            steps = tuple(sorted({*present[-1], *steps}, key=lambda step: (step != "load_organisations", str(step))))
        with ExitStack() as stack:
            with django_db_blocker.unblock():
                if steps not in names:
                    names[steps] = make(steps)
                stack.enter_context(switched_to(names[steps]))
            present.append(steps)
            yield
            present.pop()
            with django_db_blocker.unblock():
                stack.close()

    yield prepared
    if connections["default"].vendor == "postgresql":
        for name in names.values():
            drop_database(name)


@pytest.fixture(scope="module")
def empty_site(prepared: Prepared) -> Iterator[None]:
    """The site's sections and groups without organisations, until the module ends."""
    with prepared("setup_site"):
        yield


@pytest.fixture(scope="module")
def small_site(prepared: Prepared) -> Iterator[None]:
    """The site's sections and groups with KB, Region Uppsala and a municipality of it, until the module ends."""
    with prepared(add_small_register, "setup_site"):
        yield


@pytest.fixture(scope="module")
def whole_site(prepared: Prepared) -> Iterator[None]:
    """The site's sections and groups with KB, the 21 regions and the 290 municipalities."""
    with prepared("load_organisations", "setup_site"):
        yield


@pytest.fixture(scope="module")
def whole_register(prepared: Prepared) -> Iterator[None]:
    """KB, the 21 regions and the 290 municipalities; the site's sections too where the module has them already."""
    with prepared("load_organisations", added=True):
        yield


@pytest.fixture(scope="module")
def prepared_site(prepared: Prepared) -> Iterator[None]:
    """The site's sections and groups, with the register where the module has it: `set_up_site` finds little to do."""
    with prepared("setup_site", added=True):
        yield

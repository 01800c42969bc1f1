"""Databases that are prepared once and copied, or stand in for the test's own one until a module ends.

Migrating, filling the register or making a site's sections takes longer than most of the tests that rest on them.
"""

from __future__ import annotations

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

Prepared = Callable[..., AbstractContextManager[None]]


def migrated_file() -> Path:
    """An SQLite file with every table and no rows of ours, kept between runs: migrating takes a quarter of a minute."""
    file = Path(settings.VAR_DIR) / "test" / f"template-{migrations_digest()}.sqlite3"
    if not file.exists():
        migrate(file)
    return file


def migrations_digest() -> str:
    """A name for the schema: changes with any migration of ours and with any locked package."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    migrations = [path for folder in ("*", "tests/*") for path in root.glob(f"{folder}/migrations/*.py")]
    for path in sorted([*migrations, root / "requirements.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(file: Path) -> None:
    """Migrate an empty file in a process of its own and move it into place whole, so that two runs may race."""
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_suffix(f".{os.getpid()}")
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{scratch}", "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, env=env, cwd=settings.BASE_DIR)
    with sqlite3.connect(scratch) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    scratch.rename(file)


@contextmanager
def instead(name: str) -> Iterator[None]:
    """Another database in the place of the present one, which is left as it is."""
    own = connections["default"].settings_dict["NAME"]
    move(name)
    yield
    move(own)


def move(name: str) -> None:
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    ContentType.objects.clear_cache()  # each database counts its types in its own way
    cache.clear()


def copied(source: str, name: str) -> str:
    """A copy of a database; what it is called. Both are files on SQLite; nobody else may be connected to a server's."""
    connections["default"].close()
    if connections["default"].vendor == "postgresql":
        make_database(name, source)
    else:
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(name)) as copy:
            original.backup(copy)
    return name


def make_database(name: str, template: str = "template0") -> None:
    """An empty database, or a copy of another one, in place of any of that name."""
    drop_database(name)
    with psycopg.connect(server_database("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_database(name: str) -> None:
    with psycopg.connect(server_database("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def server_database(name: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def empty_database(django_db_setup: None) -> str:
    """What the database is called that this process begins with: tables and no rows of ours."""
    return str(connections["default"].settings_dict["NAME"])


@pytest.fixture(scope="session")
def prepared(empty_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Prepared]:
    """Gives a context in which the database is as some commands have left an empty one."""
    made: dict[tuple[str, ...], str] = {}

    def make(commands: tuple[str, ...]) -> str:
        name = copied(empty_database, f"{empty_database}_{len(made)}")
        with instead(name):
            for command in commands:
                call_command(command, verbosity=0)
        return name

    @contextmanager
    def prepared(*commands: str) -> Iterator[None]:
        with ExitStack() as stack:
            with django_db_blocker.unblock():
                if commands not in made:
                    made[commands] = make(commands)
                stack.enter_context(instead(made[commands]))
            yield
            with django_db_blocker.unblock():
                stack.close()

    yield prepared
    if connections["default"].vendor == "postgresql":
        for name in made.values():
            drop_database(name)


@pytest.fixture(scope="module")
def empty_site(prepared: Prepared) -> Iterator[None]:
    """A site with its sections and KB's rights, and nobody in the register, until the module ends."""
    with prepared("setup_site"):
        yield


@pytest.fixture(scope="module")
def whole_site(prepared: Prepared) -> Iterator[None]:
    """The same with KB, the 21 regions and the 290 municipalities."""
    with prepared("load_organisations", "setup_site"):
        yield


@pytest.fixture(scope="module")
def whole_register(prepared: Prepared) -> Iterator[None]:
    """KB, the regions and the municipalities, and no page of ours."""
    with prepared("load_organisations"):
        yield

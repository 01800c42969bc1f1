"""Shared fixtures: a migrated database made once, and skips that name the missing program or service."""

import gc
import os
import shutil
import socket
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from subprocess import CalledProcessError
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.demo_collection import demo_collection  # noqa: F401 - fixtures, as the next ones
from tests.disks import small_disk
from tests.object_storage import object_storage  # noqa: F401
from tests.prepared import (  # noqa: F401
    empty_database,
    empty_site,
    migrated_file,
    prepared,
    prepared_site,
    small_site,
    whole_register,
    whole_site,
)
from tests.readers import readers, readers_site  # noqa: F401
from tests.search_index import (  # noqa: F401
    build_index,
    empty_site_index,
    small_site_index,
    whole_site_index,
)
from tests.services import icaljs

PROGRAMS = {name: name for name in ("chromium", "nginx", "pg_ctlcluster", "soffice", "tesseract", "weasyprint")}
PACKAGES = {"moto"}
SERVICES = {"postgresql": "SEARCH_URL_POSTGRESQL", "elasticsearch": "SEARCH_URL_ELASTICSEARCH"}
SERVICES_ENV = Path(__file__).parents[1] / "var" / "services.env"  # what `make services` started


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--handbook-pictures", action="store_true", help="make the pictures of the editors' handbook from its tests"
    )


def pytest_configure() -> None:
    """Take over the addresses of the search servers; the database stays the one that the run was started with."""
    lines = SERVICES_ENV.read_text().splitlines() if SERVICES_ENV.exists() else []
    for name, _sign, value in (line.partition("=") for line in lines):
        if name in SERVICES.values():
            os.environ.setdefault(name, value)


@cache
def is_available(name: str) -> bool:
    """Whether a program or package is installed, or a server answers at the address in the environment."""
    if name in PROGRAMS:
        return shutil.which(PROGRAMS[name]) is not None
    if name == "mount":
        return can_mount()
    if name == "ical.js":
        return icaljs.is_installed()
    if name in PACKAGES:
        return find_spec(name) is not None
    address = urlsplit(os.environ.get(SERVICES[name], "").partition(",")[0])
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=2).close()
    except OSError:
        return False
    return True


def can_mount() -> bool:
    """Whether this process may mount file systems: as root, outside of a container without CAP_SYS_ADMIN."""
    try:
        with small_disk():
            return True
    except (OSError, CalledProcessError):
        return False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first, and skip what cannot run here; with REQUIRE_SERVICES that fails."""
    put_long_files_first(items)
    if not os.environ.get("REQUIRE_SERVICES"):
        skip_without_services(items)


def put_long_files_first(items: list[pytest.Item]) -> None:
    """Files with a slow test, then those with many tests: of two processes none waits long for the other at the end.

    The longest of those with the demo begins, which loads it; the others come last, so that they need not wait for it.
    """
    tests = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    with_demo = {item.path for item in items if "demo_collection" in getattr(item, "fixturenames", ())}
    loads_demo = max(with_demo, key=lambda path: (tests[path], path), default=None)
    items.sort(
        key=lambda item: (
            item.path != loads_demo,
            item.path in with_demo,
            item.path not in slow,
            -tests[item.path],
            item.path,
        )
    )


def pytest_collection_finish() -> None:
    """Keep the garbage collector from walking some 300 MB of modules and tests over and over."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def skip_without_services(items: list[pytest.Item]) -> None:
    """Skip tests marked `needs` whose program, service or permission is missing, and name it."""
    for item in items:
        for mark in item.iter_markers("needs"):
            missing = [name for name in mark.args if not is_available(name)]
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"SERVICE MISSING: {', '.join(missing)} (make services)"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite, copy a migrated file that is kept between runs: migrating takes longer than most of the tests."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    copy = settings.SCRATCH / f"test-{worker}.sqlite3"
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated_file(), copy)
    database["TEST"] = {**database.get("TEST", {}), "NAME": str(copy)}
    from django.db import connections

    connections["default"].settings_dict["TEST"]["NAME"] = str(copy)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copied file is there before the tests begin and is thrown away with the scratch folder."""
    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"


@pytest.fixture(autouse=True)
def clear_caches() -> None:
    """Clear every cache before each test, with what a thread remembers during a request."""
    from django.core.cache import caches

    from organisations.directory import clear_request_cache

    for alias in settings.CACHES:
        caches[alias].clear()
    clear_request_cache()


@pytest.fixture
def organisations(whole_register: None, db: None) -> None:  # noqa: F811
    """KB, the 21 regions and the 290 municipalities."""


def pytest_unconfigure() -> None:
    """Remove the scratch folder."""
    if settings.configured and hasattr(settings, "SCRATCH"):
        shutil.rmtree(settings.SCRATCH, ignore_errors=True)

"""What every test shares: a migrated database made once, and services that are missed loudly."""

import hashlib
import os
import shutil
import socket
import sqlite3
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.demo_collection import demo_collection  # noqa: F401 - a fixture

PROGRAMS = {"chromium": "chromium", "tesseract": "tesseract", "libreoffice": "soffice", "weasyprint": "weasyprint"}
SERVICES = {"postgresql": "SEARCH_URL_POSTGRESQL", "elasticsearch": "SEARCH_URL_ELASTICSEARCH"}
STARTED = Path(__file__).parents[1] / "var" / "services.env"  # what `make services` started


def pytest_configure() -> None:
    """Take over the addresses of the search servers; the database stays the one that the run was started with."""
    lines = STARTED.read_text().splitlines() if STARTED.exists() else []
    for name, _sign, value in (line.partition("=") for line in lines):
        if name in SERVICES.values():
            os.environ.setdefault(name, value)


@cache
def is_here(name: str) -> bool:
    """Whether a program is installed, or a server answers at the address in the environment."""
    if name in PROGRAMS:
        return shutil.which(PROGRAMS[name]) is not None
    address = urlsplit(os.environ.get(SERVICES[name], "").partition(",")[0])
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=2).close()
    except OSError:
        return False
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name, what needs something that is not here; with REQUIRE_SERVICES nothing is skipped, so it fails."""
    if os.environ.get("REQUIRE_SERVICES"):
        return
    for item in items:
        for mark in item.iter_markers("needs"):
            missing = [name for name in mark.args if not is_here(name)]
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"SERVICE MISSING: {', '.join(missing)} (make services)"))


def migrations_digest() -> str:
    """A name for the schema: changes with any migration of ours and with any locked package."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    migrations = [path for folder in ("*", "tests/*") for path in root.glob(f"{folder}/migrations/*.py")]
    for path in sorted([*migrations, root / "requirements.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite, start from a migrated file kept between runs: migrating takes longer than most of the tests."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return
    template = Path(settings.VAR_DIR) / "test" / f"template-{migrations_digest()}.sqlite3"
    if not template.exists():
        make_template(template)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    copy = settings.SCRATCH / f"test-{worker}.sqlite3"
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, copy)
    database["TEST"] = {**database.get("TEST", {}), "NAME": str(copy)}
    from django.db import connections

    connections["default"].settings_dict["TEST"]["NAME"] = str(copy)


def make_template(template: Path) -> None:
    """Migrate an empty file in a process of its own and move it into place whole, so that two runs may race."""
    import subprocess
    import sys

    template.parent.mkdir(parents=True, exist_ok=True)
    scratch = template.with_suffix(f".{os.getpid()}")
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{scratch}", "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, env=env, cwd=settings.BASE_DIR)
    with sqlite3.connect(scratch) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    scratch.rename(template)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copied file is there before the tests begin and is thrown away with the scratch folder."""
    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"


@pytest.fixture(autouse=True)
def forget() -> None:
    """What one test's site keeps in memory is not the next one's."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def organisations(db: None) -> None:
    """KB, the 21 regions and the 290 municipalities."""
    call_command("load_organisations", verbosity=0)


def pytest_unconfigure() -> None:
    """Leave no scratch folder behind."""
    if settings.configured and hasattr(settings, "SCRATCH"):
        shutil.rmtree(settings.SCRATCH, ignore_errors=True)

"""A database from before the migrations were begun anew: `make run` begins a new demo, a real site is left alone."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest

from tests.journeys.site import SiteInstance
from tests.operations.test_settings import VALID
from tests.prepared import link_language_data, migrated_file

pytestmark = pytest.mark.slow

OLD = ("home", "0002_information_page")
ROW = "INSERT INTO django_migrations (app, name, applied) VALUES ('home', '0002_information_page', '2026-11-20')"
RENAMED = (
    "ALTER TABLE library_plans_passage RENAME COLUMN text TO words"  # as a migration of the same name may have had it
)
BESIDE = ("plan-files/ab/plan.pdf", "media/images/bild.png", "page-images/ab/1.webp", "search/index.sqlite3")


def execute(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def current(tmp_path) -> Path:
    """A folder as a demo of this version left it."""
    shutil.copy(migrated_file(), tmp_path / "site.sqlite3")
    link_language_data(tmp_path)
    execute(tmp_path / "site.sqlite3", "PRAGMA journal_mode=WAL")  # as the site sets it: opening changes nothing then
    return tmp_path


@pytest.fixture
def older(current) -> Path:
    """A folder as a demo of an earlier version left it."""
    execute(current / "site.sqlite3", ROW)
    for name in (*BESIDE, "secret-key"):
        (current / name).parent.mkdir(parents=True, exist_ok=True)
        (current / name).write_text("k" * 40)
    return current


def contents(folder: Path) -> dict[str, str]:
    """The checksums of the files below a folder; language data, which any process makes, left out."""
    files = (path for path in folder.rglob("*") if path.is_file())
    sums = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {name: each for name, each in sums.items() if not name.startswith(("language/", "cache/"))}


def applied(file: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(file) as connection:
        return set(connection.execute("SELECT app, name FROM django_migrations"))


def test_older_demo_is_moved_aside_and_a_new_one_is_created(older):
    before = contents(older)
    (older / f"old-{date.today()}").mkdir()  # of an earlier time on the same day
    aside = older / f"old-{date.today()}-2"

    said = SiteInstance({"VAR_DIR": str(older)}).run("migrate", "--verbosity=0")

    assert said == f"Exemplet från en tidigare version flyttades till {aside} och ett nytt görs.\n"
    assert contents(aside) == {name: each for name, each in before.items() if name != "secret-key"}
    assert (older / "secret-key").read_text() == "k" * 40
    assert OLD in applied(aside / "site.sqlite3")
    assert applied(older / "site.sqlite3") >= {("home", "0001_initial")}
    assert OLD not in applied(older / "site.sqlite3")


def test_demo_of_this_version_is_kept_and_migrated(current):
    site = SiteInstance({"VAR_DIR": str(current)})
    site.run("migrate", "accessibility", "zero", "--verbosity=0")

    assert site.run("migrate", "--verbosity=0") == ""
    assert ("accessibility", "0001_initial") in applied(current / "site.sqlite3")
    assert list(current.glob("old-*")) == []


@pytest.mark.parametrize(
    ("change", "named"), [(ROW, r"home\.0002_information_page"), (RENAMED, "library_plans_passage")]
)
def test_production_refuses_an_older_database(current, change, named):
    execute(current / "site.sqlite3", change)
    before = contents(current)
    database = f"sqlite:///{current / 'site.sqlite3'}"
    settings = {**VALID, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "cms.settings.production"}

    with pytest.raises(AssertionError, match=rf"Nothing was changed.*otherwise: {named}\."):
        SiteInstance({"VAR_DIR": str(current), **settings}).run("migrate")

    assert contents(current) == before


@pytest.mark.needs("postgresql")
def test_database_on_a_server_is_never_moved(tmp_path, postgresql_url):
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE django_migrations (id serial, app text, name text, applied timestamptz)")
        connection.execute(ROW)

    with pytest.raises(AssertionError, match=r"Nothing was changed.*home\.0002_information_page"):
        SiteInstance({"VAR_DIR": str(tmp_path), "DATABASE_URL": postgresql_url}).run("migrate")

    with psycopg.connect(postgresql_url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert tables == [("django_migrations",)]
        assert connection.execute("SELECT app, name FROM django_migrations").fetchall() == [OLD]

"""A database from before the migrations were begun anew: `make run` begins a new demo, a real site is left alone."""

import hashlib
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import psycopg
import pytest

from tests.journeys.site import SiteInstance
from tests.operations.test_settings import FIT
from tests.prepared import migrated_file

OLD = ("home", "0002_information_page")
ROW = "INSERT INTO django_migrations (app, name, applied) VALUES ('home', '0002_information_page', '2026-11-20')"
BESIDE = ("plan-files/ab/plan.pdf", "media/images/bild.png", "page-images/ab/1.webp", "search/index.sqlite3")


@pytest.fixture
def older(tmp_path) -> Path:
    """A folder as a demo of an earlier version left it."""
    shutil.copy(migrated_file(), tmp_path / "site.sqlite3")
    with sqlite3.connect(tmp_path / "site.sqlite3") as connection:
        connection.execute(ROW)
    connection.execute("PRAGMA journal_mode=WAL")  # as the site sets it: opening the file changes nothing then
    connection.close()
    for name in (*BESIDE, "secret-key"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("k" * 40)
    return tmp_path


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


def test_demo_of_this_version_is_kept(older):
    with sqlite3.connect(older / "site.sqlite3") as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = ? AND name = ?", OLD)

    assert SiteInstance({"VAR_DIR": str(older)}).run("migrate", "--verbosity=0") == ""
    assert list(older.glob("old-*")) == []


def test_production_refuses_an_older_database(older):
    before = contents(older)
    database = f"sqlite:///{older / 'site.sqlite3'}"
    settings = {**FIT, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "cms.settings.production"}

    with pytest.raises(AssertionError, match=r"Nothing was changed.*home\.0002_information_page"):
        SiteInstance({"VAR_DIR": str(older), **settings}).run("migrate")

    assert contents(older) == before


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

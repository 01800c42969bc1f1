"""An index that is deleted, damaged or read-only: readers are told, no save breaks, and rebuild_search mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django_tasks import TaskContext
from django_tasks_db.models import DBTaskResult

from search import reindex_queue
from search.engines import engine_at
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgresql import PostgresqlEngine
from search.health import SearchHealth, search_health
from search.indexing import rebuild, refresh_many
from tests.disks import read_only
from tests.services.indexes import elasticsearch_index, postgresql_index
from tests.worker import run_waiting_tasks

pytestmark = pytest.mark.django_db
PAGE = "/planer/0303-dalby/biblioteksplan-2019/1/sida/1/?q=bokbussen"
ADDRESSES = ("/sok/?q=bokbussen", "/sok/?q=bokbussen&format=csv", "/api/v1/search?q=bokbussen", "/sok/forslag/?q=bokb")


def live_file(url: str) -> Path:
    return Path(urlsplit(url).path).resolve()


def remove_link(url: str) -> None:
    Path(urlsplit(url).path).unlink()


def remove_file(url: str) -> None:
    live_file(url).unlink()


def remove_folder(url: str) -> None:
    shutil.rmtree(live_file(url).parent)


def overwrite_all(url: str) -> None:
    live_file(url).write_bytes(b"garbage " * 10_000)


def overwrite_middle(url: str) -> None:
    """The first page stays, which is all that opening the file looks at."""
    with closing(live_file(url).open("r+b")) as file:
        file.seek(4096)
        file.write(b"\xff" * (live_file(url).stat().st_size - 4096))
    live_file(url).with_name(f"{live_file(url).name}-wal").write_bytes(b"")


def empty(url: str) -> None:
    live_file(url).write_bytes(b"")


def execute(url: str, statement: str) -> None:
    """Run SQL on the server of a URL, in which `{live}` is the schema of the live version."""
    engine = engine_at(url)
    assert isinstance(engine, PostgresqlEngine)
    with engine.server.write_connection() as connection:
        live = engine.versions.name(engine.versions.live(connection) or 0)
        connection.execute(statement.format(schema=engine.server.schema, live=live))  # type: ignore[arg-type]


def delete_index(url: str) -> None:
    engine = engine_at(url)
    assert isinstance(engine, ElasticsearchEngine)
    engine.versions.remove(each.name for each in engine.versions.all())


def sql(statement: str) -> Callable[[str], None]:
    return lambda url: execute(url, statement)


INDEXES: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "sqlite": lambda folder: nullcontext(f"sqlite:///{folder / 'index.sqlite3'}"),
    "postgresql": lambda folder: postgresql_index(),
    "elasticsearch": lambda folder: elasticsearch_index(),
}
MISSING, BROKEN = "Sökindexet saknas.", "Sökindexet är skadat."
FAULTS: dict[str, tuple[str, Callable[[str], None], str]] = {
    "link removed": ("sqlite", remove_link, MISSING),
    "file removed": ("sqlite", remove_file, MISSING),
    "folder removed": ("sqlite", remove_folder, MISSING),
    "file overwritten": ("sqlite", overwrite_all, BROKEN),
    "file overwritten from its second page": ("sqlite", overwrite_middle, BROKEN),
    "file emptied": ("sqlite", empty, MISSING),
    "all tables dropped": ("postgresql", sql("DROP SCHEMA {live} CASCADE"), BROKEN),
    "a table dropped": ("postgresql", sql("DROP TABLE {live}.term"), BROKEN),
    "the list of versions dropped": ("postgresql", sql("DROP SCHEMA {schema} CASCADE"), MISSING),
    "index deleted": ("elasticsearch", delete_index, MISSING),
}
PARAMETERS = [
    pytest.param(name, marks=() if FAULTS[name][0] == "sqlite" else pytest.mark.needs(FAULTS[name][0]))
    for name in FAULTS
]


@pytest.fixture
def fault(request, collection, settings, tmp_path) -> Iterator[str]:
    """An index that has been searched and then had its fault; gives the note of the probe about it."""
    name, damage, note = FAULTS[request.param]
    with INDEXES[name](tmp_path / "own") as url:
        settings.SEARCH_URL = url
        rebuild()
        engine_at(url).vocabulary()
        damage(url)
        yield note


@pytest.mark.parametrize("fault", PARAMETERS, indirect=True)
def test_readers_are_told_that_the_search_is_down(client, fault):
    statuses = {address: client.get(address).status_code for address in (*ADDRESSES, PAGE)}
    probe = search_health()

    assert statuses == dict.fromkeys((*ADDRESSES, PAGE), 503)
    assert "Sökningen svarar inte" in client.get(ADDRESSES[0]).content.decode()
    assert "Bokbussen möter byn." in client.get(PAGE).content.decode()
    assert (probe.state, probe.notes) == ("down", [fault])
    assert client.get("/planer/").status_code == 200


@pytest.mark.parametrize("fault", PARAMETERS, indirect=True)
def test_saves_stand_and_are_found_after_the_rebuild(client, fault, collection, at_once):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(edition.pk)])
    waiting = reindex_queue.count()
    call_command("rebuild_search", "--if-needed", verbosity=0)

    assert waiting == 1
    assert client.get("/api/v1/search?q=sagostund").json()["pages"] == 1
    assert search_health() == SearchHealth("up", [])


@pytest.mark.parametrize("fault", PARAMETERS, indirect=True)
def test_a_full_rebuild_mends_it_too(client, fault):
    call_command("rebuild_search", verbosity=0)

    assert client.get("/api/v1/search?q=bokbussen").json()["pages"] == 2


@pytest.mark.needs("mount")
def test_a_read_only_folder_breaks_no_save_and_what_was_saved_is_indexed_later(client, collection, at_once, settings):
    """Neither the index nor the file of its queue can be written: the worker keeps the record."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    folder, url = live_file(settings.SEARCH_URL).parent, settings.SEARCH_URL
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    with read_only(folder) as view:
        settings.SEARCH_URL, settings.SEARCH_QUEUE_DIR = f"sqlite:///{view / 'index.sqlite3'}", view
        at_once("planer", [str(edition.pk)])
        statuses = {address: client.get(address).status_code for address in ADDRESSES}
        with pytest.raises(CommandError, match=r"^Sökningen svarar inte: "):
            call_command("rebuild_search")
        run_waiting_tasks()
    settings.SEARCH_URL, settings.SEARCH_QUEUE_DIR = url, folder
    kept = DBTaskResult.objects.get(task_path=refresh_many.module_path, status="READY")
    refresh_many.call(TaskContext(task_result=kept.task_result), *kept.args_kwargs["args"])

    assert statuses == dict.fromkeys(ADDRESSES, 503)
    assert client.get("/api/v1/search?q=sagostund").json()["pages"] == 1


@pytest.mark.needs("postgresql")
def test_an_index_that_may_not_be_read_is_told_and_can_be_rebuilt(client, collection, settings):
    with postgresql_index() as url:
        settings.SEARCH_URL = url
        rebuild()
        execute(url, "REVOKE ALL ON ALL TABLES IN SCHEMA {live} FROM CURRENT_USER")
        statuses = {address: client.get(address).status_code for address in ADDRESSES}
        call_command("rebuild_search", verbosity=0)
        found = client.get("/api/v1/search?q=bokbussen").json()["pages"]

    assert (statuses, found) == (dict.fromkeys(ADDRESSES, 503), 2)

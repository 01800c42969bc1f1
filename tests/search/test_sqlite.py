"""The SQLite engine: its files, complete deletion, and rebuilds beside the live index."""

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search.engines.sqlite import SqliteEngine
from search.types import IndexMissing, Record
from tests.factories.search import SOURCE, query, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search" / "index.sqlite3"


@pytest.fixture
def engine(path: Path) -> SqliteEngine:
    return SqliteEngine(str(path))


def tokens(path: Path) -> set[str]:
    """Every token of the live index, in chunks and titles."""
    with sqlite3.connect(path) as connection:
        found: set[str] = set()
        for table in ("passages", "titles"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, row)")
            found.update(term for (term,) in connection.execute(f"SELECT term FROM {table}_words"))
    connection.close()
    return found


def stored_text(path: Path) -> str:
    """The content of all tables, as one text."""
    with sqlite3.connect(path) as connection:
        text = "\n".join(connection.iterdump())
    connection.close()
    return text


def test_creating_an_engine_creates_no_file(engine, path):
    with pytest.raises(IndexMissing):
        engine.vocabulary()

    assert (path.parent.exists(), engine.status().missing) == (False, True)


def test_deleting_leaves_no_token_and_no_text(engine, path):
    engine.write([record("1", "Hemlig uppgift om Svensson 5 §", title="Plan Hemköping", group="hemgruppen")])
    engine.delete(SOURCE, ["1"])

    assert tokens(path) == set()
    assert [word for word in ("Hemlig", "svensson", "Hemköping", "hemgruppen") if word in stored_text(path)] == []


def test_replacing_leaves_no_token_of_the_former_text(engine, path):
    engine.write([record("1", "Namnet Svensson"), record("2", "Annat")])
    engine.write([record("1", "Namnet är borta"), record("2", "Annat")])
    fresh = SqliteEngine(str(path.with_name("fresh.sqlite3")))
    fresh.write([record("1", "Namnet är borta"), record("2", "Annat")])

    assert tokens(path) == tokens(path.with_name("fresh.sqlite3"))
    assert "vensson" not in stored_text(path)


def test_a_failed_write_is_rolled_back(engine):
    engine.write([record("1", "Läsning")])

    def failing() -> Iterator[Record]:
        yield record("1", "Nytt")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.write(failing())

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]


def test_changes_during_a_rebuild_are_replayed(engine):
    engine.write([record("changed", "Gammalt"), record("gone", "Gammalt")])

    def meanwhile() -> Iterator[Record]:
        yield record("changed", "Gammalt")
        yield record("gone", "Gammalt")
        engine.write([record("changed", "Nytt"), record("added", "Nytt")])
        engine.delete(SOURCE, ["gone"])
        yield record("last", "Nytt")

    engine.rebuild(meanwhile())

    assert engine.count_many([query(engine, "gammalt")]) == [(0, 0)]
    assert sorted(hit.record for hit in engine.iter_pages(query(engine, "nytt"))) == ["added", "changed", "last"]


def test_a_stream_is_complete_while_the_index_is_replaced(engine):
    engine.rebuild([record(str(n), "Läsning") for n in range(500)])
    stream = engine.iter_pages(query(engine, "läsning"))
    first = next(stream)
    engine.rebuild([record("other", "Annat")])

    assert len({first.record, *(hit.record for hit in stream)}) == 500
    assert engine.count_many([query(engine, "läsning")]) == [(0, 0)]


def test_another_process_sees_the_swapped_version(engine, path):
    engine.rebuild([record("1", "Läsning")])
    reader = SqliteEngine(str(path))
    assert reader.count_many([query(reader, "läsning")]) == [(1, 1)]

    engine.rebuild([record("1", "Läsning"), record("2", "Läsning")])

    assert reader.count_many([query(reader, "läsning")]) == [(2, 2)]
    assert reader.vocabulary().frequency("läsning") == 2


def test_searches_go_on_during_writes_and_rebuilds(engine):
    steady = [record(f"steady{n}", "Läsning för alla") for n in range(20)]
    engine.rebuild(steady)
    seen: set[tuple[int, int]] = set()
    errors: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                result = engine.search(query(engine, "läsning", facets=("scope",)))
                seen.add((result.pages, result.facets["scope"]["alla"]))
            except BaseException as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for round_ in range(10):
        engine.write([record(f"steady{round_}", "Läsning för alla")])
        engine.rebuild(steady)
    done.set()
    for thread in threads:
        thread.join()

    assert errors == []
    assert seen == {(20, 20)}


def rebuild_slowly(path: str, started: Any) -> None:
    def records() -> Iterator[Record]:
        yield record("new", "Nytt")
        started.set()
        time.sleep(60)

    SqliteEngine(path).rebuild(records())


def write_many(path: str, name: str) -> None:
    engine = SqliteEngine(path)
    for number in range(10):
        engine.write([record(f"{name}{number}", "Läsning")])


def test_a_killed_rebuild_leaves_the_old_index_and_is_resumed(engine, path):
    engine.rebuild([record("old", "Läsning")])
    context = multiprocessing.get_context("fork")
    started = context.Event()
    child = context.Process(target=rebuild_slowly, args=(str(path), started))
    child.start()
    assert started.wait(20)
    os.kill(child.pid, signal.SIGKILL)
    child.join()

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]
    engine.write([record("old", "Läsning"), record("more", "Läsning")])
    engine.rebuild([record("old", "Läsning")])
    assert engine.count_many([query(engine, "läsning")]) == [(2, 2)]
    assert engine.keys(SOURCE) == {"old", "more"}
    assert len(list(path.parent.glob("index-*.sqlite3"))) == 1


def test_concurrent_writers_lose_no_record(engine, path):
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=write_many, args=(str(path), name)) for name in "abc"]

    def meanwhile() -> Iterator[Record]:
        for child in children:
            child.start()
        time.sleep(0.5)
        yield record("a0", "Läsning")

    engine.rebuild(meanwhile())
    for child in children:
        child.join()

    assert [child.exitcode for child in children] == [0, 0, 0]
    assert engine.status().records == 30


def test_deleting_from_an_index_of_another_analyser_shows_no_text_of_the_record(engine, path):
    engine.write([record("1", "Svensson"), record("2", "Annat")])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = -1 WHERE name = 'analyser'")
    connection.close()
    engine.delete(SOURCE, ["1", "2"])
    engine.write([record("3", "Läsning")])

    assert engine.status().analyser == -1
    assert engine.count_many([query(engine, "svensson")]) == [(0, 0)]

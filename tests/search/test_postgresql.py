"""The PostgreSQL engine: schemas of index versions, swaps under readers, lost connections, odd texts."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.postgresql import PostgresqlEngine
from search.engines.postgresql.connection_url import parse_connection_url
from search.types import EngineUnavailable, IndexMissing, Record
from tests.factories.search import SOURCE, query, record
from tests.services.indexes import postgresql_engine

needs_server = pytest.mark.needs("postgresql")


@pytest.fixture
def engine() -> Iterator[PostgresqlEngine]:
    with postgresql_engine() as made:
        yield made


def url_of(engine: PostgresqlEngine) -> str:
    """The URL for another process."""
    return f"{os.environ['SEARCH_URL_POSTGRESQL']}?schema={engine.server.schema}"


def schemas(engine: PostgresqlEngine) -> list[str]:
    """All schemas of the engine: one that lists the versions, and one per version."""
    with engine.server.write_connection() as connection:
        rows = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) ORDER BY nspname", (engine.server.schema,)
        )
        return [name for (name,) in rows]


def row_count(engine: PostgresqlEngine, table: str) -> int:
    """Number of rows in a table of the live version."""
    with engine.server.snapshot() as live:
        assert live is not None
        row = live[0].execute(f"SELECT count(*) FROM {table}").fetchone()
        return row[0] if row else 0


# --- addresses


def test_a_url_gives_server_schema_and_timeout():
    read = parse_connection_url("postgresql://u:p@host:5433/base?schema=other&timeout=2&sslmode=require")

    assert (read.server, read.schema, read.timeout) == ("postgresql://u:p@host:5433/base?sslmode=require", "other", 2)


@pytest.mark.parametrize("url", ["postgresql://host", "postgresql://host/", "postgresql://host/base?schema=A;b"])
def test_an_invalid_url_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        parse_connection_url(url)


def test_an_unavailable_server_raises():
    engine = PostgresqlEngine("postgresql://u:p@127.0.0.1:9/base")  # the discard port: nobody listens

    with pytest.raises(EngineUnavailable):
        engine.vocabulary()
    with pytest.raises(EngineUnavailable):
        engine.delete(SOURCE, ["1"])


# --- what is stored


@needs_server
def test_searching_creates_no_schema(engine):
    with pytest.raises(IndexMissing):
        engine.vocabulary()

    assert (schemas(engine), engine.status().missing) == ([], True)


@needs_server
def test_deleting_leaves_no_row(engine):
    engine.write([record("1", "Hemlig uppgift", title="Plan Hemköping", group="hemgruppen", lan="03")])
    engine.delete(SOURCE, ["1"])

    tables = ("record", "chunk", "vector", "word", "grp", "profile", "term")
    assert {table: row_count(engine, table) for table in tables} == dict.fromkeys(tables, 0)


@needs_server
def test_records_with_the_same_terms_share_a_profile(engine):
    engine.write([record(str(n), "Läsning", lan="03") for n in range(5)])

    assert row_count(engine, "profile") == 1


@needs_server
@pytest.mark.parametrize("text", ["Läsning\0för alla", "Läsning \ud800", "Läsning " + "å" * 5_000, "Läsning " * 20_000])
def test_odd_texts_are_indexed(engine, text):
    engine.write([record("1", text)])

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]


@needs_server
def test_a_failed_write_is_rolled_back(engine):
    engine.write([record("1", "Läsning")])

    def failing() -> Iterator[Record]:
        yield record("1", "Nytt")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.write(failing())

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]


@needs_server
def test_chunks_with_only_frequent_words_rank_last(engine):
    usual = [record(f"usual{n:04}", "Biblioteken är öppna") for n in range(2_300)]
    rare = [record(f"rare{n:03}", "Biblioteket och annat som det finns mer av") for n in range(250)]
    engine.rebuild([*usual, *rare])
    asked = query(engine, "biblioteket", limit=300)

    assert engine.count_many([asked]) == [(2_550, 2_550)]
    assert [group.group[:4] for group in engine.search(asked).groups] == ["rare"] * 250 + ["usua"] * 50
    assert len({hit.record for hit in engine.iter_pages(asked)}) == 2_550


# --- swaps and other processes


@needs_server
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


@needs_server
def test_a_stream_is_complete_while_the_index_is_replaced(engine):
    engine.rebuild([record(str(n), "Läsning") for n in range(500)])
    stream = engine.iter_pages(query(engine, "läsning"))
    first = next(stream)
    engine.rebuild([record("other", "Annat")])
    before = schemas(engine)

    assert len({first.record, *(hit.record for hit in stream)}) == 500
    assert engine.count_many([query(engine, "läsning")]) == [(0, 0)]
    engine.write([record("more", "Annat")])
    assert (len(before), len(schemas(engine))) == (3, 2)


@needs_server
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
    for round_ in range(5):
        engine.write([record(f"steady{round_}", "Läsning för alla")])
        engine.rebuild(steady)
    done.set()
    for thread in threads:
        thread.join()

    assert errors == []
    assert seen == {(20, 20)}


@needs_server
def test_a_lost_connection_is_replaced(engine):
    engine.write([record("1", "Läsning")])
    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]
    with engine.server.write_connection() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = %s AND pid <> pg_backend_pid()",
            (engine.server.schema,),
        )

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]


def rebuild_slowly(url: str, started: Any) -> None:
    def records() -> Iterator[Record]:
        yield record("new", "Nytt")
        started.set()
        time.sleep(60)

    PostgresqlEngine(url).rebuild(records())


def write_many(url: str, name: str) -> None:
    engine = PostgresqlEngine(url)
    for number in range(10):
        engine.write([record(f"{name}{number}", "Läsning")])


@needs_server
def test_a_killed_rebuild_leaves_the_old_index_and_is_resumed(engine):
    engine.rebuild([record("old", "Läsning")])
    context = multiprocessing.get_context("fork")
    started = context.Event()
    child = context.Process(target=rebuild_slowly, args=(url_of(engine), started))
    child.start()
    assert started.wait(20)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]
    engine.write([record("old", "Läsning"), record("more", "Läsning")])
    engine.rebuild([record("old", "Läsning")])
    assert engine.count_many([query(engine, "läsning")]) == [(2, 2)]
    assert engine.keys(SOURCE) == {"old", "more"}
    assert len(schemas(engine)) == 2


@needs_server
def test_concurrent_writers_lose_no_record(engine):
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=write_many, args=(url_of(engine), name)) for name in "abc"]

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
    assert engine.vocabulary().frequency("läsning") == 30

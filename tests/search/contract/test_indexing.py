"""Writing, deleting, rebuilding and the status of an index."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from search.engines.memory import MemoryEngine
from search.language import ANALYSER_VERSION
from search.types import Engine, IndexMissing, Query, Record, Result
from tests.factories.search import SOURCE, query, record
from tests.search.contract.engines import WITHOUT_MEMORY


def test_writing_replaces_a_record(engine):
    engine.write([record("1", "Gammalt ord")])
    engine.write([record("1", "Nytt"), record("2", "Nytt också")])

    assert engine.count_many([query(engine, "gammalt")]) == [(0, 0)]
    assert engine.count_many([query(engine, "nytt")]) == [(2, 2)]
    assert engine.status().records == 2


def test_deleted_records_leave_index_and_vocabulary(engine):
    engine.write([record("1", "Hemligheter om läsning"), record("2", "Läsning")])
    engine.delete(SOURCE, ["1", "unknown"])

    assert engine.count_many([query(engine, "hemligheter")]) == [(0, 0)]
    assert engine.vocabulary().frequency("hemligheter") == 0
    assert engine.vocabulary().frequency("läsning") == 1
    assert engine.status().records == 1


def test_a_rebuild_drops_other_records(engine):
    engine.write([record("1", "Läsning")])
    engine.rebuild([record("2", "Läsning")])

    assert [group.group for group in engine.search(query(engine, "läsning")).groups] == ["2"]


def interrupted(records: list[Record], after: int) -> Iterator[Record]:
    yield from records[:after]
    raise RuntimeError("interrupted")


def test_an_interrupted_rebuild_leaves_the_old_index(engine):
    engine.rebuild([record("old", "Läsning")])
    with pytest.raises(RuntimeError):
        engine.rebuild(interrupted([record(str(n), "Läsning") for n in range(450)], 400))

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]
    assert engine.keys(SOURCE) == {"old"}


# The engine in memory keeps nothing of a failed build.
@pytest.mark.parametrize("engine", WITHOUT_MEMORY, indirect=True)
def test_an_interrupted_rebuild_is_resumed_with_later_changes(engine):
    records = [record(str(n), "Första") for n in range(450)]
    engine.rebuild([record("0", "Första"), record("1", "Första")])
    with pytest.raises(RuntimeError):
        engine.rebuild(interrupted(records, 440))
    taken = engine.status().building
    engine.write([record("0", "Ändrad")])
    engine.delete(SOURCE, ["1"])
    engine.rebuild([record("0", "Ändrad"), *(record(str(n), "Andra") for n in range(3, 500))])

    assert 0 < taken < 450
    assert engine.keys(SOURCE) == {"0", *(str(n) for n in range(3, 500))}
    assert engine.count_many([query(engine, "ändrad", exact=True)]) == [(1, 1)]
    assert engine.count_many([query(engine, "första", exact=True)]) == [(taken - 3, taken - 3)]
    assert engine.status().building == 0


READS: dict[str, Callable[[Engine, Query], object]] = {
    "search": lambda engine, asked: engine.search(asked),
    "iter_pages": lambda engine, asked: list(engine.iter_pages(asked)),
    "count_many": lambda engine, asked: engine.count_many([asked]),
    "has_at_least": lambda engine, asked: engine.has_at_least(asked, 1),
    "vocabulary": lambda engine, asked: engine.vocabulary(),
}


@pytest.mark.parametrize("read", READS)
def test_a_missing_index_is_not_an_empty_one(engine, read):
    other = MemoryEngine()
    other.rebuild([])

    assert (engine.exists(), engine.status().missing) == (False, True)
    with pytest.raises(IndexMissing):
        READS[read](engine, query(other, "läsning"))


def test_an_empty_index_finds_nothing(engine):
    engine.rebuild([])
    asked = query(engine, "läsning")

    assert (engine.exists(), engine.status().missing) == (True, False)
    assert engine.search(asked) == Result((), 0, 0, 0)
    assert (engine.count_many([asked]), list(engine.iter_pages(asked))) == ([(0, 0)], [])


def test_an_index_is_missing_until_its_first_build_has_ended(engine):
    seen = []

    def records() -> Iterator[Record]:
        yield record("1", "Läsning")
        seen.append(engine.exists())
        yield record("2", "Läsning")

    engine.rebuild(records())

    assert (seen, engine.exists()) == ([False], True)


@pytest.mark.parametrize("engine", WITHOUT_MEMORY, indirect=True)
def test_an_interrupted_first_build_is_resumed(engine):
    with pytest.raises(RuntimeError):
        engine.rebuild(interrupted([record(str(n), "Första") for n in range(450)], 440))
    missing = engine.exists()
    engine.rebuild(record(str(n), "Andra") for n in range(450))
    counts = engine.count_many([query(engine, words, exact=True) for words in ("första", "andra")])

    assert not missing
    assert counts[0][0] > 0
    assert counts[0][0] + counts[1][0] == 450


def test_status_counts_records_and_chunks(engine):
    engine.rebuild([record("1", "Läsning", "Böcker")])
    status = engine.status()

    assert (status.engine, status.analyser) == (engine.name, ANALYSER_VERSION)
    assert (status.records, status.chunks, status.missing, status.building) == (1, 2, False, 0)
    assert timedelta(0) <= datetime.now(UTC) - status.built < timedelta(minutes=1)
    assert (engine.keys(SOURCE), engine.keys("elsewhere")) == ({"1"}, set())


def test_threads_search_concurrently(engine):
    engine.rebuild([record(str(n), "Läsning för barn") for n in range(30)])
    asked = query(engine, "läsning")

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _n: engine.search(asked).pages, range(50))) == {30}

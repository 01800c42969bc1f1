"""Groups with many records, concurrent writers, and the stored form of a record."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.executor import CHUNKS_AT_ONCE, RECORDS_AT_ONCE
from search.engines.elasticsearch.indexer import Indexer
from tests.factories.search import SOURCE, query, record
from tests.services.indexes import elasticsearch_index

pytestmark = pytest.mark.needs("elasticsearch")


def test_a_record_that_moves_to_another_group_leaves_the_first(engine):
    engine.write([record("1", "Läsning", group="a"), record("2", "Läsning", group="a")])
    engine.write([record("1", "Läsning", group="b")])
    engine.write([record("2", "Läsning", group="b")])

    assert [(each.group, each.pages) for each in engine.search(query(engine, "läsning")).groups] == [("b", 2)]
    assert engine.status().records == 2


def test_concurrent_writers_of_a_group_lose_nothing(engine):
    engine.write([record("0", "Läsning", group="a")])
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: engine.write([record(str(n), "Läsning", group="a")]), range(1, 13)))

    assert engine.keys(SOURCE) == {str(n) for n in range(13)}
    assert engine.vocabulary().frequency("läsning") == 13


def test_a_large_group_is_complete(engine):
    many = [record(str(n), "Läsning", group="a") for n in range(RECORDS_AT_ONCE + 5)]
    long = record("long", *["Läsning"] * (CHUNKS_AT_ONCE + 7), group="b")
    engine.rebuild([*many, long])
    asked = query(engine, "läsning")

    groups = {group.group: (group.pages, len(group.hits)) for group in engine.search(asked).groups}
    streamed = [(hit.record, hit.unit) for hit in engine.iter_pages(asked)]

    assert groups == {"a": (RECORDS_AT_ONCE + 5, 3), "b": (CHUNKS_AT_ONCE + 7, 3)}
    assert len(streamed) == len(set(streamed)) == RECORDS_AT_ONCE + CHUNKS_AT_ONCE + 12


def test_a_stored_record_equals_the_written_one(engine):
    original = record("1", "Läsning = glädje", "Böcker", title="Plan", order="2026", lan=("03", "a=b"))
    engine.write([original])

    assert Indexer(engine.cluster, engine.cluster.alias).stored([(SOURCE, "1")]) == {(SOURCE, "1"): original}


def test_words_written_by_another_process_are_seen():
    with elasticsearch_index() as url:
        engine, other = ElasticsearchEngine(url), ElasticsearchEngine(url)
        engine.rebuild([record("1", "Läsning", "Läsning om böcker")])
        before = other.vocabulary().frequency("läsning")
        engine.write([record("1", "Läsning")])

        assert (before, other.vocabulary().frequency("läsning"), other.vocabulary().frequency("böcker")) == (2, 1, 0)

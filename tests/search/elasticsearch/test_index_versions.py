"""Index versions: templates, rebuilds, replayed changes and the swap of the alias."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.changes import ChangeReplay, log_changes
from search.engines.elasticsearch.indexer import Indexer
from search.language import ANALYSER_VERSION
from search.types import Record
from tests.factories.search import SOURCE, query, record
from tests.services.indexes import elasticsearch_engine

pytestmark = pytest.mark.needs("elasticsearch")


def counted(engine: ElasticsearchEngine, words: str) -> int:
    """Number of pages with these exact words."""
    return engine.count_many([query(engine, words, exact=True)])[0][0]


def test_a_new_index_is_created_from_the_template():
    with elasticsearch_engine(shards=2) as engine:
        engine.write([record("1", "Läsning")])
        (name,) = (each.name for each in engine.versions.all())
        indices = engine.cluster.client.indices
        settings = indices.get_settings(index=name)[name]["settings"]["index"]
        template = indices.get_index_template(name=engine.cluster.alias)["index_templates"][0]["index_template"]

    assert (settings["number_of_shards"], settings["number_of_replicas"]) == ("2", "0")
    assert template["index_patterns"] == [f"{engine.cluster.alias}.*"]


def test_a_rebuild_swaps_the_alias_and_removes_the_old_index(engine):
    engine.write([record("1", "Gammalt")])
    before = engine.versions.live()
    engine.rebuild([record("1", "Nytt")])
    (after,) = engine.versions.all()

    assert (after.live, after.analyser, before.built, after.built > 0) == (True, ANALYSER_VERSION, 0, True)
    assert after.name != before.name
    assert (counted(engine, "gammalt"), counted(engine, "nytt")) == (0, 1)


def test_changes_during_a_rebuild_are_replayed(engine):
    engine.rebuild([record(key, "Gammalt") for key in "abc"])

    def records() -> Iterator[Record]:
        yield from (record(key, "Gammalt") for key in "abc")
        engine.write([record("a", "Ändrad"), record("d", "Tillkommen")])
        engine.delete(SOURCE, ["b"])

    engine.rebuild(records())

    assert engine.keys(SOURCE) == {"a", "c", "d"}
    assert [counted(engine, word) for word in ("gammalt", "ändrad", "tillkommen")] == [1, 1, 1]


def test_a_replay_between_log_and_write_loses_nothing(engine):
    engine.write([record("a", "Gammalt")])
    old, new = engine.versions.live().name, engine.versions.create()
    replay = ChangeReplay(engine.cluster, old, new)
    log_changes(engine.cluster, [(SOURCE, "a")])
    replay.copy()
    Indexer(engine.cluster, old).apply({(SOURCE, "a"): record("a", "Nytt")})

    assert replay.copy() == 0
    replay.copy(again=True)
    engine.versions.put_live(new)
    assert (counted(engine, "gammalt"), counted(engine, "nytt")) == (0, 1)


def test_a_write_during_the_swap_waits_and_goes_to_the_new_index(engine):
    engine.write([record("a", "Gammalt")])
    old, new = engine.versions.live().name, engine.versions.create()
    with ThreadPoolExecutor(1) as pool:
        with engine.versions.write_blocked(old):
            writing = pool.submit(engine.write, [record("a", "Nytt")])
            ChangeReplay(engine.cluster, old, new).copy(again=True)
            assert not writing.done()
            engine.versions.put_live(new)
        writing.result(timeout=20)

    assert (counted(engine, "gammalt"), counted(engine, "nytt")) == (0, 1)


def test_a_failed_swap_leaves_a_writable_index(engine):
    engine.write([record("a", "Gammalt")])
    with pytest.raises(RuntimeError), engine.versions.write_blocked(engine.versions.live().name):
        raise RuntimeError
    engine.write([record("a", "Nytt")])

    assert (counted(engine, "gammalt"), counted(engine, "nytt")) == (0, 1)


def test_an_unfinished_build_of_another_analyser_is_discarded(engine, monkeypatch):
    engine.versions.analyser = ANALYSER_VERSION - 1
    engine.versions.create()
    engine.versions.analyser = ANALYSER_VERSION
    engine.rebuild([record("1", "Läsning")])

    assert [each.analyser for each in engine.versions.all()] == [ANALYSER_VERSION]

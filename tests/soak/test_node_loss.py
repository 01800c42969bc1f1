"""A node is killed while readers search or an index is written: no call fails and no record is lost."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.types import Record
from tests.factories.search import SOURCE, query, record
from tests.services.elasticsearch import FOLDER, Cluster, Node
from tests.services.indexes import elasticsearch_engine

pytestmark = pytest.mark.needs("elasticsearch")

HEAP = "512m"
RECORDS = 120
WORDS = ("läsning", "böcker", "barn läsning", '"läsning för barn"')


@pytest.fixture(scope="module", params=[3, 2], ids=["three nodes", "two nodes"])
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A separate cluster beside the server of the other tests."""
    started = Cluster(Path(f"{FOLDER}-loss"))
    started.start(request.param, HEAP)
    yield started
    started.stop()


@pytest.fixture
def engine(cluster: Cluster) -> Iterator[ElasticsearchEngine]:
    """Two shards, each on two nodes."""
    with elasticsearch_engine(cluster.url(), shards=2, replicas=1) as made:
        yield made


def records(count: int, word: str = "läsning") -> Iterator[Record]:
    for number in range(count):
        texts = [f"Stycke {page} om {word} för barn och om böcker" for page in range(4)]
        yield record(str(number), *texts, group=str(number // 2))


def node_to_kill(cluster: Cluster, engine: ElasticsearchEngine) -> Node:
    """The elected master of three nodes; of two the one that is not needed for a majority."""
    leader = engine.cluster.client.cat.master(h="node", format="json")[0]["node"]
    nodes = cluster.nodes()
    return next(node for node in nodes if (node.name == leader) == (len(nodes) > 2))


def without_a_node(cluster: Cluster, engine: ElasticsearchEngine, work: Callable[[], None]) -> float:
    """Kill a node during the work, which must complete; returns the seconds until it did."""
    lost = node_to_kill(cluster, engine)
    killer = threading.Timer(1.5, lambda: cluster.stop_node(lost, kill=True))
    killer.start()
    began = time.perf_counter()
    work()
    killer.join()
    seconds = time.perf_counter() - began
    cluster.restart_node(lost, HEAP)
    cluster.wait_for_green(len(cluster.nodes()))
    return seconds


def test_searches_go_on_without_an_error(cluster, engine):
    engine.rebuild(records(RECORDS))
    expected = dict.fromkeys(WORDS, (RECORDS * 4, RECORDS // 2))
    slowest = [0.0]
    answers = [0]

    def read_for(seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for words in WORDS:
                began = time.perf_counter()
                result = engine.search(query(engine, words))
                assert (result.pages, result.total) == expected[words]
                slowest[0] = max(slowest[0], time.perf_counter() - began)
                answers[0] += 1

    def work() -> None:
        with ThreadPoolExecutor(3) as readers:
            list(readers.map(read_for, [6.0] * 3))

    without_a_node(cluster, engine, work)

    print(f"\n{answers[0]} answers, all whole; the slowest took {slowest[0]:.1f} s")
    assert len(list(engine.iter_pages(query(engine, "läsning")))) == RECORDS * 4


def test_writes_lose_no_record(cluster, engine):
    engine.rebuild(records(RECORDS))

    def work() -> None:
        for number, each in enumerate(records(RECORDS, "ändringar")):
            engine.write([each])
            if number > RECORDS // 2:
                engine.delete(SOURCE, [f"{number - RECORDS // 2 - 1}"])

    seconds = without_a_node(cluster, engine, work)
    left = {str(number) for number in range(RECORDS // 2 - 1, RECORDS)}

    print(f"\n{RECORDS} writes while a node was lost took {seconds:.0f} s")
    assert engine.keys(SOURCE) == left
    assert engine.count(query(engine, "ändringar", exact=True))[0] == len(left) * 4
    assert engine.count(query(engine, "läsning", exact=True))[0] == 0


def test_a_rebuild_loses_no_record(cluster, engine):
    engine.rebuild(records(10))

    def slowly() -> Iterator[Record]:
        for each in records(RECORDS * 8, "nyheter"):
            time.sleep(0.003)
            yield each

    seconds = without_a_node(cluster, engine, lambda: engine.rebuild(slowly()))

    print(f"\nthe rebuild with a node lost took {seconds:.0f} s")
    assert engine.keys(SOURCE) == {str(number) for number in range(RECORDS * 8)}
    assert engine.count(query(engine, "nyheter", exact=True)) == (RECORDS * 32, RECORDS * 4)
    assert engine.status().building == 0

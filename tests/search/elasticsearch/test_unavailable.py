"""A cluster that does not answer or is busy."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search.engines.elasticsearch import ElasticsearchEngine, client
from search.engines.elasticsearch.client import Operation
from search.engines.memory import MemoryEngine
from search.types import EngineUnavailable
from tests.factories.search import SOURCE, query, record

CALLS: dict[str, Callable[[ElasticsearchEngine], object]] = {
    "search": lambda engine: engine.search(a_query()),
    "iter_pages": lambda engine: list(engine.iter_pages(a_query())),
    "count_many": lambda engine: engine.count_many([a_query()]),
    "has_at_least": lambda engine: engine.has_at_least(a_query(), 1),
    "vocabulary": lambda engine: engine.vocabulary(),
    "keys": lambda engine: engine.keys(SOURCE),
    "status": lambda engine: engine.status(),
    "write": lambda engine: engine.write([record("1", "Läsning")]),
    "delete": lambda engine: engine.delete(SOURCE, ["1"]),
    "rebuild": lambda engine: engine.rebuild([record("1", "Läsning")]),
}


def a_query():
    return query(MemoryEngine(), "läsning")


@pytest.fixture(scope="module")
def closed_port() -> str:
    """An address at which no server listens."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("call", CALLS)
def test_every_call_raises_when_the_cluster_is_unavailable(call, closed_port):
    engine = ElasticsearchEngine(f"elasticsearch://{closed_port}/planer")

    with pytest.raises(EngineUnavailable):
        CALLS[call](engine)


def test_a_node_that_times_out_is_unavailable():
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        engine = ElasticsearchEngine(f"elasticsearch://127.0.0.1:{silent.getsockname()[1]}/planer?timeout=0.1")

        with pytest.raises(EngineUnavailable):
            engine.count_many([a_query()])


class Node(BaseHTTPRequestHandler):
    """A server that answers each bulk request with the next prepared status, then repeats the last."""

    statuses: list[int] = []
    asked = 0

    def do_PUT(self) -> None:
        length = int(self.headers["content-length"])
        lines = [json.loads(line) for line in self.rfile.read(length).splitlines()]
        status = Node.statuses[min(Node.asked, len(Node.statuses) - 1)]
        Node.asked += 1
        item = {"_id": lines[0]["index"]["_id"], "status": status, **({"error": {"type": "x"}} if status > 299 else {})}
        body = json.dumps({"items": [{"index": item}]}).encode()
        self.send_response(200)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_PUT()

    def log_message(self, *arguments: object) -> None:
        """Write nothing to the output of the tests."""


@pytest.fixture
def node(monkeypatch) -> Iterator[ElasticsearchEngine]:
    monkeypatch.setattr(client, "WAITS", (0, 0, 0))
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Node)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    Node.asked = 0
    yield ElasticsearchEngine(f"elasticsearch://127.0.0.1:{listening.server_port}/planer")
    listening.shutdown()
    listening.server_close()


@pytest.mark.parametrize(("statuses", "requests"), [([201], 1), ([429, 201], 2), ([429, 503, 201], 3), ([404, 201], 2)])
def test_operations_that_a_busy_node_rejects_are_sent_again(node, statuses, requests):
    Node.statuses = statuses

    assert node.cluster.bulk("planer", [Operation("index", "1", {})]) == set()
    assert Node.asked == requests


def test_a_node_that_stays_busy_is_unavailable(node):
    Node.statuses = [429]

    with pytest.raises(EngineUnavailable):
        node.cluster.bulk("planer", [Operation("index", "1", {})])


def test_a_conflict_is_returned_and_a_rejected_document_raises(node):
    Node.statuses = [409]
    assert node.cluster.bulk("planer", [Operation("index", "1", {})]) == {"1"}

    Node.statuses = [400]
    with pytest.raises(RuntimeError):
        node.cluster.bulk("planer", [Operation("index", "1", {})])

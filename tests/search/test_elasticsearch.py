"""What the Elasticsearch engine does beside the contract: address, swaps, other writers, a cluster that is away."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import certifi
import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import engine_at
from search.engines.elasticsearch import ElasticsearchEngine, client
from search.engines.elasticsearch.changes import ChangeReplay, log_changes
from search.engines.elasticsearch.client import Operation
from search.engines.elasticsearch.connection_url import ConnectionURL, parse_connection_url
from search.engines.elasticsearch.executor import CHUNKS_AT_ONCE, RECORDS_AT_ONCE
from search.engines.elasticsearch.indexer import Indexer
from search.language import ANALYSER_VERSION
from search.types import EngineUnavailable, Record
from tests.factories.search import SOURCE, query, record
from tests.services.indexes import elasticsearch_engine, elasticsearch_index

needs_server = pytest.mark.needs("elasticsearch")


@pytest.fixture
def engine() -> Iterator[ElasticsearchEngine]:
    with elasticsearch_engine() as made:
        yield made


def counted(engine: ElasticsearchEngine, words: str) -> int:
    return engine.count_many([query(engine, words, exact=True)])[0][0]


# --- the address


@pytest.mark.parametrize(
    ("url", "nodes", "options"),
    [
        ("elasticsearch://one/planer", ("http://one:9200",), {}),
        ("elasticsearch://one:1,two:2/planer", ("http://one:1", "http://two:2"), {}),
        ("elasticsearch://me:p%40ss@one/planer", ("http://one:9200",), {"basic_auth": ("me", "p@ss")}),
        ("elasticsearch://one/planer?api_key=abc", ("http://one:9200",), {"api_key": "abc"}),
        ("elasticsearch+https://one/planer?ca_certs=/ca.pem", ("https://one:9200",), {"ca_certs": "/ca.pem"}),
        ("elasticsearch+https://one/planer?fingerprint=ab", ("https://one:9200",), {"ssl_assert_fingerprint": "ab"}),
        ("elasticsearch://one/planer?timeout=2.5", ("http://one:9200",), {"request_timeout": 2.5}),
    ],
)
def test_the_address_says_nodes_index_and_how_to_sign_in(url, nodes, options):
    assert parse_connection_url(url) == ConnectionURL(nodes, "planer", {"request_timeout": 10.0, **options})


@pytest.mark.parametrize(
    "url",
    [
        "elasticsearch:///planer",
        "elasticsearch://one",
        "elasticsearch://one/a/b",
        "elasticsearch://one/Planer",
        "elasticsearch://one/planer?verify=no",
    ],
)
def test_an_address_that_lacks_something_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        parse_connection_url(url)


def test_the_key_of_the_environment_signs_in_where_the_address_does_not():
    assert parse_connection_url("elasticsearch://one/planer", "key").options["api_key"] == "key"
    assert parse_connection_url("elasticsearch://one/planer?api_key=own", "key").options["api_key"] == "own"
    assert "api_key" not in parse_connection_url("elasticsearch://me:word@one/planer", "key").options


def test_the_client_checks_certificates_and_sends_the_key(settings):
    settings.SEARCH_API_KEY = "a2V5"
    fingerprint = "ab" * 32
    address = f"elasticsearch+https://one:1,two:2/planer?ca_certs={certifi.where()}&fingerprint={fingerprint}"

    client = engine_at(address).cluster.client
    nodes = sorted((node.config for node in client.transport.node_pool.all()), key=lambda node: node.port)

    assert [(node.scheme, node.host, node.port) for node in nodes] == [("https", "one", 1), ("https", "two", 2)]
    assert {(node.verify_certs, node.ca_certs, node.ssl_assert_fingerprint) for node in nodes} == {
        (True, certifi.where(), fingerprint)
    }
    assert client._headers["authorization"] == "ApiKey a2V5"


# --- indexes


@needs_server
def test_a_new_index_is_made_by_the_template():
    with elasticsearch_engine(shards=2) as engine:
        engine.write([record("1", "Läsning")])
        (name,) = (each.name for each in engine.versions.all())
        indices = engine.cluster.client.indices
        settings = indices.get_settings(index=name)[name]["settings"]["index"]
        template = indices.get_index_template(name=engine.cluster.alias)["index_templates"][0]["index_template"]

    assert (settings["number_of_shards"], settings["number_of_replicas"]) == ("2", "0")
    assert template["index_patterns"] == [f"{engine.cluster.alias}.*"]


@needs_server
def test_a_rebuild_swaps_the_alias_and_removes_the_old_index(engine):
    engine.write([record("1", "Gammalt")])
    before = engine.versions.live()
    engine.rebuild([record("1", "Nytt")])
    (after,) = engine.versions.all()

    assert (after.live, after.analyser, before.built, after.built > 0) == (True, ANALYSER_VERSION, 0, True)
    assert after.name != before.name
    assert (counted(engine, "gammalt"), counted(engine, "nytt")) == (0, 1)


@needs_server
def test_what_changes_during_a_rebuild_is_taken_over(engine):
    engine.rebuild([record(key, "Gammalt") for key in "abc"])

    def records() -> Iterator[Record]:
        yield from (record(key, "Gammalt") for key in "abc")
        engine.write([record("a", "Ändrad"), record("d", "Tillkommen")])
        engine.delete(SOURCE, ["b"])

    engine.rebuild(records())

    assert engine.keys(SOURCE) == {"a", "c", "d"}
    assert [counted(engine, word) for word in ("gammalt", "ändrad", "tillkommen")] == [1, 1, 1]


@needs_server
def test_a_copy_between_a_note_and_its_write_loses_nothing(engine):
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


@needs_server
def test_who_writes_during_the_swap_waits_and_writes_to_the_new_index(engine):
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


@needs_server
def test_a_swap_that_fails_leaves_an_index_that_takes_writes(engine):
    engine.write([record("a", "Gammalt")])
    with pytest.raises(RuntimeError), engine.versions.write_blocked(engine.versions.live().name):
        raise RuntimeError
    engine.write([record("a", "Nytt")])

    assert (counted(engine, "gammalt"), counted(engine, "nytt")) == (0, 1)


@needs_server
def test_a_build_by_another_analysis_is_begun_anew(engine, monkeypatch):
    engine.versions.analyser = ANALYSER_VERSION - 1
    engine.versions.create()
    engine.versions.analyser = ANALYSER_VERSION
    engine.rebuild([record("1", "Läsning")])

    assert [each.analyser for each in engine.versions.all()] == [ANALYSER_VERSION]


# --- records


@needs_server
def test_a_record_that_moves_to_another_group_leaves_the_first(engine):
    engine.write([record("1", "Läsning", group="a"), record("2", "Läsning", group="a")])
    engine.write([record("1", "Läsning", group="b")])
    engine.write([record("2", "Läsning", group="b")])

    assert [(each.group, each.pages) for each in engine.search(query(engine, "läsning")).groups] == [("b", 2)]
    assert engine.status().records == 2


@needs_server
def test_writers_of_the_same_group_wait_for_each_other(engine):
    engine.write([record("0", "Läsning", group="a")])
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: engine.write([record(str(n), "Läsning", group="a")]), range(1, 13)))

    assert engine.keys(SOURCE) == {str(n) for n in range(13)}
    assert engine.vocabulary().frequency("läsning") == 13


@needs_server
def test_a_group_of_many_records_and_pages_is_whole(engine):
    many = [record(str(n), "Läsning", group="a") for n in range(RECORDS_AT_ONCE + 5)]
    long = record("long", *["Läsning"] * (CHUNKS_AT_ONCE + 7), group="b")
    engine.rebuild([*many, long])
    asked = query(engine, "läsning")

    groups = {group.group: (group.pages, len(group.hits)) for group in engine.search(asked).groups}
    streamed = [(hit.record, hit.unit) for hit in engine.iter_pages(asked)]

    assert groups == {"a": (RECORDS_AT_ONCE + 5, 3), "b": (CHUNKS_AT_ONCE + 7, 3)}
    assert len(streamed) == len(set(streamed)) == RECORDS_AT_ONCE + CHUNKS_AT_ONCE + 12


@needs_server
def test_a_record_comes_back_as_it_was_written(engine):
    original = record("1", "Läsning = glädje", "Böcker", title="Plan", order="2026", lan=("03", "a=b"))
    engine.write([original])

    assert Indexer(engine.cluster, engine.cluster.alias).stored([(SOURCE, "1")]) == {(SOURCE, "1"): original}


@needs_server
def test_words_that_another_process_writes_are_seen():
    with elasticsearch_index() as url:
        engine, other = ElasticsearchEngine(url), ElasticsearchEngine(url)
        engine.rebuild([record("1", "Läsning", "Läsning om böcker")])
        before = other.vocabulary().frequency("läsning")
        engine.write([record("1", "Läsning")])

        assert (before, other.vocabulary().frequency("läsning"), other.vocabulary().frequency("böcker")) == (2, 1, 0)


# --- a cluster that is away or busy

ASKED: dict[str, Callable[[ElasticsearchEngine], object]] = {
    "search": lambda engine: engine.search(asked()),
    "pages": lambda engine: list(engine.iter_pages(asked())),
    "count_many": lambda engine: engine.count_many([asked()]),
    "has_at_least": lambda engine: engine.has_at_least(asked(), 1),
    "words": lambda engine: engine.vocabulary(),
    "keys": lambda engine: engine.keys(SOURCE),
    "status": lambda engine: engine.status(),
    "write": lambda engine: engine.write([record("1", "Läsning")]),
    "forget": lambda engine: engine.delete(SOURCE, ["1"]),
    "rebuild": lambda engine: engine.rebuild([record("1", "Läsning")]),
}


def asked():
    from search.engines.memory import MemoryEngine

    return query(MemoryEngine(), "läsning")


@pytest.fixture(scope="module")
def nobody() -> str:
    """An address at which nobody listens."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("what", ASKED)
def test_a_cluster_that_is_away_is_said_to_be(what, nobody):
    engine = ElasticsearchEngine(f"elasticsearch://{nobody}/planer")

    with pytest.raises(EngineUnavailable):
        ASKED[what](engine)


def test_a_node_that_does_not_answer_in_time_is_away():
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        engine = ElasticsearchEngine(f"elasticsearch://127.0.0.1:{silent.getsockname()[1]}/planer?timeout=0.1")

        with pytest.raises(EngineUnavailable):
            engine.count_many([asked()])


class Node(BaseHTTPRequestHandler):
    """A node that answers each bulk request with the next of the prepared statuses, and the last one again."""

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
        """Not on the test's output."""


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
def test_what_a_busy_node_puts_off_is_sent_again(node, statuses, requests):
    Node.statuses = statuses

    assert node.cluster.bulk("planer", [Operation("index", "1", {})]) == set()
    assert Node.asked == requests


def test_a_node_that_stays_busy_is_away(node):
    Node.statuses = [429]

    with pytest.raises(EngineUnavailable):
        node.cluster.bulk("planer", [Operation("index", "1", {})])


def test_a_conflict_is_told_and_a_refused_document_is_an_error(node):
    Node.statuses = [409]
    assert node.cluster.bulk("planer", [Operation("index", "1", {})]) == {"1"}

    Node.statuses = [400]
    with pytest.raises(RuntimeError):
        node.cluster.bulk("planer", [Operation("index", "1", {})])

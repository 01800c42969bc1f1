"""Elasticsearch for the tests: the real server from its published jars, as a cluster of one or more nodes.

The jars come from Maven Central. The downloadable distribution would add a start script, security and modules, none
of which the tests need; `launcher/Launcher.java` starts a node without them.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

from tests.services.java import find_java

HERE = Path(__file__).parent / "launcher"
FOLDER = Path(__file__).parents[2] / "var" / "services" / "elasticsearch"
TRANSPORT = "transport-netty4"
SECONDS_TO_START = 120
SECONDS_TO_STOP = 40
HEAP = "1g"
JVM = (
    "--add-modules=ALL-MODULE-PATH",
    "--add-modules=jdk.net,jdk.management.agent",
    "--add-opens=org.apache.lucene.core/org.apache.lucene.store=org.elasticsearch.server",
    "--add-exports=org.elasticsearch.server/org.elasticsearch.common.logging=ALL-UNNAMED",
    "--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core",
    "-Des.distribution.type=tar",
    "-XX:+UseSerialGC",
)
SETTINGS = {
    "network.host": "127.0.0.1",
    "cluster.routing.allocation.disk.threshold_enabled": "false",  # a full disk elsewhere is not what is tested
    "action.destructive_requires_name": "true",
}


@dataclass(frozen=True)
class Node:
    """One running node."""

    name: str
    pid: int
    http: int
    transport: int

    def alive(self) -> bool:
        """Whether the process runs and is this node: its pid may have been reused."""
        try:
            command = Path(f"/proc/{self.pid}/cmdline").read_bytes()
        except OSError:
            return False
        return f"node.name={self.name}\0".encode() in command and f"http.port={self.http}\0".encode() in command


class Cluster:
    """The nodes with their data under one folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self._state = folder / "nodes.json"

    # --- what there is

    def nodes(self) -> list[Node]:
        """The running nodes."""
        try:
            rows = json.loads(self._state.read_text())
        except (OSError, ValueError):
            return []
        return [node for node in (Node(**row) for row in rows) if node.alive()]

    def url(self, index: str = "traffpunkt") -> str:
        """The address of an index on these nodes, in the form of SEARCH_URL."""
        return f"elasticsearch://{','.join(f'127.0.0.1:{node.http}' for node in self.nodes())}/{index}"

    def health(self, **wanted: str) -> dict[str, Any]:
        """The health of the cluster, from any node that answers; {} when none does."""
        query = "&".join(f"{name}={value}" for name, value in wanted.items())
        for node in self.nodes():
            with suppress(OSError, ValueError):
                address = f"http://127.0.0.1:{node.http}/_cluster/health?{query}"
                with urllib.request.urlopen(address, timeout=SECONDS_TO_STOP) as answer:
                    found: dict[str, Any] = json.load(answer)
                    return found
        return {}

    def wait_for_green(self, nodes: int) -> None:
        """Wait until every shard and replica is allocated on this number of nodes.

        Raises:
            RuntimeError: Not within two minutes.
        """
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            health = self.health(wait_for_status="green", wait_for_nodes=str(nodes), timeout="5s")
            if health.get("status") == "green" and health["number_of_nodes"] == nodes and not health["timed_out"]:
                return
            time.sleep(0.3)
        raise RuntimeError(f"Elasticsearch did not get green; its log is in {self.folder}")

    # --- start and stop

    def start(self, nodes: int = 1, heap: str = HEAP) -> None:
        """Run this number of nodes; does nothing when they run already. Existing data is kept."""
        with self._locked():
            running = self.nodes()
            if len(running) == nodes and self.health().get("status") in ("green", "yellow"):
                return
            self._stop(running)
            fetch()
            self._remember(self._launch(nodes, heap))
            self.wait_for_green(nodes)

    def stop(self) -> None:
        with self._locked():
            self._stop(self.nodes())

    def stop_node(self, node: Node, *, kill: bool = False) -> None:
        """Stop one node, or kill it."""
        _end(node, signal.SIGKILL if kill else signal.SIGTERM)

    def restart_node(self, node: Node, heap: str = HEAP) -> Node:
        """Start a stopped node again with its data and ports."""
        rows = [Node(**row) for row in json.loads(self._state.read_text())]
        back = self._start_node(node.name, node.http, node.transport, rows, heap)
        self._remember([back if row.name == node.name else row for row in rows])
        return back

    def _launch(self, count: int, heap: str) -> list[Node]:
        ports = free_ports(2 * count)
        planned = [Node(f"n{place + 1}", 0, ports[2 * place], ports[2 * place + 1]) for place in range(count)]
        return [self._start_node(node.name, node.http, node.transport, planned, heap) for node in planned]

    def _start_node(self, name: str, http: int, transport: int, all_nodes: list[Node], heap: str) -> Node:
        settings = {
            **SETTINGS,
            "cluster.name": "tests",
            "node.name": name,
            "path.data": str(self.folder / "data" / f"{len(all_nodes)}-nodes" / name),
            "http.port": str(http),
            "transport.port": str(transport),
            **_discovery(name, all_nodes),
        }
        jars = FOLDER / "jars"
        command: list[str | Path] = [find_java(), f"-Xms{heap}", f"-Xmx{heap}", "-p", jars / "core", *JVM]
        command += ["-cp", jars / "classes", "Launcher", jars / "home", *(f"{key}={settings[key]}" for key in settings)]
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        return Node(name, process.pid, http, transport)

    def _stop(self, nodes: list[Node]) -> None:
        for node in nodes:
            with suppress(ProcessLookupError):
                os.kill(node.pid, signal.SIGTERM)
        for node in nodes:
            _end(node, signal.SIGTERM)

    def _remember(self, nodes: list[Node]) -> None:
        self._state.write_text(json.dumps([asdict(node) for node in nodes]))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Lock the folder, so that concurrent starts give one cluster."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            flock(lock, LOCK_EX)
            yield


def start(nodes: int = 1, heap: str = HEAP) -> dict[str, str]:
    """Start the cluster unless it runs; returns the environment variables with its URL."""
    cluster = Cluster()
    cluster.start(nodes, heap)
    return {"SEARCH_URL_ELASTICSEARCH": cluster.url()}


def stop() -> None:
    Cluster().stop()


def status() -> str:
    cluster = Cluster()
    health = cluster.health()
    return f"elasticsearch: {health.get('status', 'not running')}, {len(cluster.nodes())} nodes"


def fetch() -> None:
    """Fetch the server's jars and compile the launcher; cached until the recipe changes."""
    target, recipe = FOLDER / "jars", b"".join(path.read_bytes() for path in sorted(HERE.iterdir()))
    stamp = target / "recipe"
    if stamp.exists() and stamp.read_bytes() == recipe:
        return
    shutil.rmtree(target, ignore_errors=True)
    fetched = target / "fetched"
    _run("mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={fetched}")
    compiler = next(fetched.glob("ecj-*.jar"))
    jars = ":".join(map(str, fetched.glob("*.jar")))
    _run(find_java(), "-jar", compiler, "-21", "-proc:none", "-cp", jars, "-d", target / "classes", HERE)
    compiler.unlink()
    _lay_out(fetched, target)
    stamp.write_bytes(recipe)


def _lay_out(fetched: Path, target: Path) -> None:
    """Separate the jars of the server from those of the transport module."""
    module = target / "home" / "modules" / TRANSPORT
    for folder in (module, target / "core", *(target / "home" / name for name in ("config", "plugins", "lib"))):
        folder.mkdir(parents=True)
    for jar in fetched.iterdir():
        jar.rename((module if jar.name.startswith((TRANSPORT, "netty-")) else target / "core") / jar.name)
    fetched.rmdir()
    version = next(module.glob(f"{TRANSPORT}-*.jar")).stem.removeprefix(f"{TRANSPORT}-")
    described = {
        "description": "transport",
        "version": version,
        "elasticsearch.version": version,
        "name": TRANSPORT,
        "classname": "org.elasticsearch.transport.netty4.Netty4Plugin",
        "modulename": "org.elasticsearch.transport.netty4",
        "java.version": "21",
        "has.native.controller": "false",
        "extended.plugins": "",
        "licensed": "false",
    }
    lines = "".join(f"{name}={value}\n" for name, value in described.items())
    (module / "plugin-descriptor.properties").write_text(lines)


def _discovery(name: str, nodes: list[Node]) -> dict[str, str]:
    """The discovery settings. Of two nodes only the first is master-eligible: half of two is no majority."""
    if len(nodes) == 1:
        return {"discovery.type": "single-node"}
    leaders = [node.name for node in nodes] if len(nodes) > 2 else [nodes[0].name]
    return {
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{node.transport}" for node in nodes),
        **({"cluster.initial_master_nodes": ",".join(leaders)} if name in leaders else {"node.roles": "data"}),
    }


def _end(node: Node, how: signal.Signals) -> None:
    """Signal a node and wait for its exit, as it locks its data folder until then."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    with suppress(ProcessLookupError):
        os.kill(node.pid, how)
        while node.alive() and time.monotonic() < deadline:
            with suppress(ChildProcessError):
                os.waitpid(node.pid, os.WNOHANG)
            time.sleep(0.1)
        if node.alive():
            os.kill(node.pid, signal.SIGKILL)


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr, file=sys.stderr)
        raise RuntimeError(f"{Path(command[0]).name} failed")

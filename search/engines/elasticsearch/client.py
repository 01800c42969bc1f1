"""The way to the cluster: patience with a busy node, and one error for everything that means "away"."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, UnsupportedProductError

from search.engines.elasticsearch.connection_url import Address
from search.types import EngineAway

Answer = TypeVar("Answer")

BULK_BYTES = 4_000_000  # of one request; several may wait in a node's memory
BUSY = {429, 502, 503, 504}
MOVED = 404  # the index was swapped out between the look at the alias and the write
CONFLICT = 409
CLOSED = "cluster_block_exception"  # the index takes nothing while the next one is put in its place
WAITS = (0.1, 0.3, 1, 2, 4, 8, 8, 8)  # seconds between attempts of what a busy node has put off
KEPT = "5m"  # how long a state of the index is kept for the next part of a stream
REFUSED = {401, 403, 408, 429}


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of a bulk request: `index`, `create` or `delete` a document, perhaps only the version that was read."""

    action: str
    id: str
    document: Mapping[str, Any] | None = None
    version: Mapping[str, int] = field(default_factory=dict)  # if_seq_no and if_primary_term

    def lines(self, index: str) -> list[str]:
        head = {self.action: {"_index": index, "_id": self.id, **self.version}}
        return [json.dumps(head), *([json.dumps(self.document)] if self.document is not None else [])]


class Busy(EngineAway):
    """The nodes are there, but put off what they are asked: they are full, or are choosing a leader."""


class Server:
    """A cluster and the name of the index in it. Making one connects to nothing; threads may share it."""

    def __init__(self, address: Address) -> None:
        self.alias = address.index
        self.client = Elasticsearch(
            list(address.nodes), max_retries=3, retry_on_timeout=True, retry_on_status=BUSY, **address.options
        )

    # --- asking

    def search(self, body: Mapping[str, Any], *, preference: str = "", index: str = "") -> dict[str, Any]:
        """One answer; an index that is not there holds nothing."""
        return self.searches([body], preference=preference, index=index)[0]

    def searches(
        self, bodies: Sequence[Mapping[str, Any]], *, preference: str = "", index: str = ""
    ) -> list[dict[str, Any]]:
        """Several answers in one round; whole ones, never those of the nodes that happen to be up."""
        head = {"index": index or self.alias, "ignore_unavailable": True, "allow_partial_search_results": False}
        if preference:
            head["preference"] = preference
        with reached():
            answers = self.client.msearch(searches=[part for body in bodies for part in (head, body)])["responses"]
        for answer in answers:
            if "error" in answer:
                raise (
                    EngineAway(str(answer["error"].get("reason")))
                    if _is_away(answer["status"])
                    else RuntimeError(json.dumps(answer["error"])[:2000])
                )
        return list(answers)

    def scan(self, body: Mapping[str, Any], *, index: str = "") -> Iterator[dict[str, Any]]:
        """Every hit, `size` at a time and in the order of the body, from one state of the index."""
        with reached():
            try:
                point = self.client.open_point_in_time(index=index or self.alias, keep_alive=KEPT)["id"]
            except NotFoundError:
                return
        try:
            after: list[Any] | None = None
            while True:
                with reached():
                    part = {**body, "track_total_hits": False, "search_after": after}
                    found = self.client.search(
                        **part, pit={"id": point, "keep_alive": KEPT}, allow_partial_search_results=False
                    )
                hits = found["hits"]["hits"]
                yield from hits
                if len(hits) < body["size"]:
                    return
                after, point = hits[-1]["sort"], found["pit_id"]
        finally:
            with suppress(EngineAway, NotFoundError), reached():
                self.client.close_point_in_time(id=point)

    # --- writing

    def bulk(self, index: str, operations: Iterable[Operation]) -> set[str]:
        """Carry out the operations, in requests that a node can hold; ids of those whose version was not the read one.

        What a busy node puts off is asked for again, more and more slowly.

        Raises:
            EngineAway: It stays busy.
            RuntimeError: The cluster refuses a document.
        """
        conflicts: set[str] = set()
        for batch in _batches(operations, index):
            conflicts |= self._patiently(index, batch)
        return conflicts

    def _patiently(self, index: str, batch: Mapping[str, Sequence[str]]) -> set[str]:
        """The operations of one request, each as its lines by its id."""
        conflicts: set[str] = set()
        for wait in WAITS:
            items = self._send(index, [line for lines in batch.values() for line in lines])
            failed = [item for item in items if "error" in item]
            conflicts |= {item["_id"] for item in failed if item["status"] == CONFLICT}
            later = [item for item in failed if _is_put_off(item)]
            refused = [item for item in failed if item["status"] != CONFLICT and item not in later]
            if refused:
                raise RuntimeError(json.dumps(refused[0])[:2000])
            batch = {item["_id"]: batch[item["_id"]] for item in later}
            if not batch:
                return conflicts
            time.sleep(wait)
        raise Busy("the cluster is too busy to take what is written")

    def _send(self, index: str, lines: list[str]) -> list[dict[str, Any]]:
        """What became of each operation."""
        with reached():
            answer = self.client.bulk(
                operations=lines,  # type: ignore[arg-type]  # it takes lines that are written out already
                require_alias=index == self.alias,
            )
        return [next(iter(item.values())) for item in answer["items"]]


@contextmanager
def reached() -> Iterator[None]:
    """Let what means "the cluster cannot answer now" be an EngineAway."""
    try:
        yield
    except (TransportError, UnsupportedProductError) as error:
        raise EngineAway(str(error)) from error
    except ApiError as error:
        if _is_away(error.status_code):
            raise (Busy if error.status_code in BUSY else EngineAway)(str(error)) from error
        raise


def patiently(step: Callable[[], Answer]) -> Answer:
    """Do what may be done twice, again and more and more slowly while the cluster is busy."""
    for wait in WAITS:
        try:
            return step()
        except Busy:
            time.sleep(wait)
    return step()


def _is_put_off(item: Mapping[str, Any]) -> bool:
    """Whether an operation may be tried again: the node is busy, or the index is just being swapped out."""
    return item["status"] in {MOVED, *BUSY} or item["error"]["type"] == CLOSED


def _is_away(status: int) -> bool:
    return status >= 500 or status in REFUSED


def _batches(operations: Iterable[Operation], index: str) -> Iterator[dict[str, list[str]]]:
    batch: dict[str, list[str]] = {}
    size = 0
    for operation in operations:
        lines = operation.lines(index)
        size += sum(map(len, lines))
        if batch and size > BULK_BYTES:
            yield batch
            batch, size = {}, 0
        batch[operation.id] = lines
    if batch:
        yield batch

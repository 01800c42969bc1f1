"""The Elasticsearch client: retries while a node is busy, and one exception for an unavailable cluster."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, UnsupportedProductError

from search.engines.elasticsearch.connection_url import ConnectionURL
from search.types import EngineUnavailable, IndexMissing

T = TypeVar("T")

BULK_BYTES = 4_000_000  # of one request; several may wait in a node's memory
BUSY = {429, 502, 503, 504}
MOVED = 404  # the alias was moved between its resolution and the write
CONFLICT = 409
NO_INDEX = "index_not_found_exception"
CLOSED = "cluster_block_exception"  # the index is write-blocked during a swap
WAITS = (0.1, 0.3, 1, 2, 4, 8, 8, 8)  # seconds between retries
KEEP_ALIVE = "5m"  # of a point in time
REFUSED = {401, 403, 408, 429}


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of a bulk request: `index`, `create` or `delete` a document, optionally conditional on its version."""

    action: str
    id: str
    document: Mapping[str, Any] | None = None
    version: Mapping[str, int] = field(default_factory=dict)  # if_seq_no and if_primary_term

    def lines(self, index: str) -> list[str]:
        head = {self.action: {"_index": index, "_id": self.id, **self.version}}
        return [json.dumps(head), *([json.dumps(self.document)] if self.document is not None else [])]


class ClusterBusy(EngineUnavailable):
    """The nodes respond but reject the request for now: queues are full, or a master is being elected."""


class Cluster:
    """A cluster and the alias of the index in it. Thread-safe; creating one opens no connection."""

    def __init__(self, address: ConnectionURL) -> None:
        self.alias = address.index
        self.client = Elasticsearch(
            list(address.nodes), max_retries=3, retry_on_timeout=True, retry_on_status=BUSY, **address.options
        )

    # --- searching

    def search(self, body: Mapping[str, Any], *, preference: str = "", index: str = "") -> dict[str, Any]:
        """One search of the live index, or of one by its name, which gives no hits when it is missing."""
        return self.searches([body], preference=preference, index=index)[0]

    def searches(
        self, bodies: Sequence[Mapping[str, Any]], *, preference: str = "", index: str = ""
    ) -> list[dict[str, Any]]:
        """Several searches in one request (`_msearch`); partial results are an error."""
        head = {
            "index": index or self.alias,
            "ignore_unavailable": bool(index),
            "allow_partial_search_results": False,
        }
        if preference:
            head["preference"] = preference
        with translated_errors():
            answers = self.client.msearch(searches=[part for body in bodies for part in (head, body)])["responses"]
        for answer in answers:
            if "error" in answer:
                raise _failure(answer)
        return list(answers)

    def scan(self, body: Mapping[str, Any], *, index: str = "") -> Iterator[dict[str, Any]]:
        """Stream every hit in the order of the body, `size` at a time, from one point in time."""
        with translated_errors():
            try:
                point = self.client.open_point_in_time(index=index or self.alias, keep_alive=KEEP_ALIVE)["id"]
            except IndexMissing:
                if index:
                    return  # replaced meanwhile
                raise
        try:
            after: list[Any] | None = None
            while True:
                with translated_errors():
                    part = {**body, "track_total_hits": False, "search_after": after}
                    found = self.client.search(
                        **part, pit={"id": point, "keep_alive": KEEP_ALIVE}, allow_partial_search_results=False
                    )
                hits = found["hits"]["hits"]
                yield from hits
                if len(hits) < body["size"]:
                    return
                after, point = hits[-1]["sort"], found["pit_id"]
        finally:
            with suppress(EngineUnavailable, NotFoundError), translated_errors():
                self.client.close_point_in_time(id=point)

    # --- writing

    def bulk(self, index: str, operations: Iterable[Operation]) -> set[str]:
        """Execute operations in requests of limited size; returns the ids of version conflicts.

        Rejected operations are retried with increasing waits.

        Raises:
            EngineUnavailable: The cluster stays busy.
            RuntimeError: The cluster refuses a document.
        """
        conflicts: set[str] = set()
        for batch in _batches(operations, index):
            conflicts |= self._retry_batch(index, batch)
        return conflicts

    def _retry_batch(self, index: str, batch: Mapping[str, Sequence[str]]) -> set[str]:
        """Send one request, given as lines by document id, and retry its rejected operations."""
        conflicts: set[str] = set()
        for wait in WAITS:
            items = self._send(index, [line for lines in batch.values() for line in lines])
            failed = [item for item in items if "error" in item]
            conflicts |= {item["_id"] for item in failed if item["status"] == CONFLICT}
            later = [item for item in failed if _is_retryable(item)]
            refused = [item for item in failed if item["status"] != CONFLICT and item not in later]
            if refused:
                raise RuntimeError(json.dumps(refused[0])[:2000])
            batch = {item["_id"]: batch[item["_id"]] for item in later}
            if not batch:
                return conflicts
            time.sleep(wait)
        raise ClusterBusy("the cluster is too busy to take what is written")

    def _send(self, index: str, lines: list[str]) -> list[dict[str, Any]]:
        """The response item of each operation."""
        with translated_errors():
            answer = self.client.bulk(
                operations=lines,  # type: ignore[arg-type]  # serialised lines are accepted
                require_alias=index == self.alias,
            )
        return [next(iter(item.values())) for item in answer["items"]]


@contextmanager
def translated_errors() -> Iterator[None]:
    """Translate connection errors and busy responses to `EngineUnavailable`."""
    try:
        yield
    except (TransportError, UnsupportedProductError) as error:
        raise EngineUnavailable(str(error)) from error
    except ApiError as error:
        if error.error == NO_INDEX:
            raise IndexMissing(str(error)) from error
        if _is_unavailable(error.status_code):
            raise (ClusterBusy if error.status_code in BUSY else EngineUnavailable)(str(error)) from error
        raise


def _failure(answer: Mapping[str, Any]) -> Exception:
    """The exception of one search that failed among several."""
    reason = answer["error"]
    if reason.get("type") == NO_INDEX:
        return IndexMissing(str(reason.get("reason")))
    if _is_unavailable(answer["status"]):
        return EngineUnavailable(str(reason.get("reason")))
    return RuntimeError(json.dumps(reason)[:2000])


def retry_while_busy(step: Callable[[], T]) -> T:
    """Call an idempotent step, with retries while the cluster is busy."""
    for wait in WAITS:
        try:
            return step()
        except ClusterBusy:
            time.sleep(wait)
    return step()


def _is_retryable(item: Mapping[str, Any]) -> bool:
    """Whether an operation can be retried: the node is busy, or the index is being swapped."""
    return item["status"] in {MOVED, *BUSY} or item["error"]["type"] == CLOSED


def _is_unavailable(status: int) -> bool:
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

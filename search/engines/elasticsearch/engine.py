"""The engine for many machines, on an Elasticsearch cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any

from search.engines.elasticsearch.changes import ChangeReplay, clear_log, log_changes
from search.engines.elasticsearch.client import Cluster, retry_while_busy
from search.engines.elasticsearch.connection_url import parse_connection_url
from search.engines.elasticsearch.executor import QueryExecutor, count_many
from search.engines.elasticsearch.index_versions import IndexVersions
from search.engines.elasticsearch.indexer import Changes, Indexer, Key
from search.engines.elasticsearch.query_compiler import CHUNKS, RECORDS
from search.engines.elasticsearch.vocabulary import VocabularyCache, compact
from search.language import ANALYSER_VERSION
from search.types import IndexStatus, PageHit, Query, Record, Result
from search.vocabulary import InMemoryVocabulary

BATCH = 100  # records written together
AT_ONCE = 2  # batches of a rebuild: one is analysed while the cluster indexes the other
KEYS_AT_ONCE = 10_000


class ElasticsearchEngine:
    """Implements `search.types.Engine`. Any number of machines may search and write; one rebuild at a time."""

    name = "elasticsearch"

    def __init__(self, url: str, *, api_key: str = "", shards: int = 1, replicas: int = 0) -> None:
        """Opens no connection.

        Args:
            url: See `search.engines.elasticsearch.connection_url.parse_connection_url`.
            api_key: Used when the URL has no credentials.
            shards: Primary shards of new indexes.
            replicas: Replicas of each shard.
        """
        self.cluster = Cluster(parse_connection_url(url, api_key))
        self.versions = IndexVersions(self.cluster, ANALYSER_VERSION, shards, replicas)
        self._vocabulary = VocabularyCache(self.cluster)

    # --- searching

    def _executor(self, query: Query) -> QueryExecutor:
        return QueryExecutor(self.cluster, query, self._vocabulary.titles())

    def search(self, query: Query) -> Result:
        return self._executor(query).result()

    def iter_pages(self, query: Query, start: int = 0, stop: int | None = None) -> Iterator[PageHit]:
        """Groups are the documents, so the pages before `start` are fetched too."""
        if not query.analysed.empty:
            yield from islice(self._executor(query).stream(), start, stop)

    def count_many(self, queries: Sequence[Query]) -> list[tuple[int, int]]:
        return count_many(self.cluster, queries, self._vocabulary.titles())

    def has_at_least(self, query: Query, pages: int) -> bool:
        return not query.analysed.empty and self._executor(query).has_at_least(pages)

    def vocabulary(self) -> InMemoryVocabulary:
        return self._vocabulary.vocabulary()

    def exists(self) -> bool:
        return self.versions.exists()

    def status(self) -> IndexStatus:
        versions = self.versions.all()
        live = next((each for each in versions if each.live), None)
        if live is None:
            return IndexStatus(self.name, 0, missing=True)
        records, chunks = self._count_documents(live.name)
        built = datetime.fromtimestamp(live.built, UTC) if live.built else None
        building = 0
        if unfinished := self.versions.unfinished():
            Indexer(self.cluster, unfinished.name).refresh()
            building = self._count_documents(unfinished.name)[0]
        size = self.versions.size(live.name)
        return IndexStatus(self.name, live.analyser, records, chunks, size, built=built, building=building)

    def keys(self, source: str) -> set[str]:
        return {key for name, key in self._keys(self.cluster.alias) if name == source}

    def _count_documents(self, index: str) -> tuple[int, int]:
        """Numbers of records and chunks."""
        inner = {"chunks": {"nested": {"path": CHUNKS}}}
        body = {"size": 0, "aggs": {"records": {"nested": {"path": RECORDS}, "aggs": inner}}}
        records = self.cluster.search(body, index=index).get("aggregations", {}).get("records", {})
        return records.get("doc_count", 0), records.get("chunks", {}).get("doc_count", 0)

    def _keys(self, index: str) -> Iterator[Key]:
        """Source and key of every record."""
        sources = [{name: {"terms": {"field": f"{RECORDS}.{name}"}}} for name in ("source", "key")]
        after: dict[str, Any] = {}
        while True:
            parts = {"composite": {"size": KEYS_AT_ONCE, "sources": sources, **after}}
            body = {"size": 0, "aggs": {"records": {"nested": {"path": RECORDS}, "aggs": {"keys": parts}}}}
            answer = self.cluster.search(body, index=index)
            found = answer.get("aggregations", {}).get("records", {}).get("keys", {})
            for bucket in found.get("buckets", ()):
                yield bucket["key"]["source"], bucket["key"]["key"]
            if "after_key" not in found:
                return
            after = {"after": found["after_key"]}

    # --- indexing

    def write(self, records: Iterable[Record]) -> None:
        stream = iter(records)
        while batch := list(islice(stream, BATCH)):
            self._change({(record.source, record.key): record for record in batch})

    def delete(self, source: str, keys: Collection[str]) -> None:
        stream = iter(keys)
        while batch := list(islice(stream, BATCH)):
            self._change({(source, key): None for key in batch})

    def _change(self, changes: Changes) -> None:
        retry_while_busy(lambda: self._put(changes))
        self._vocabulary.invalidate()

    def _put(self, changes: Changes) -> None:
        """Logged first, so that no rebuild misses a change that was half written when the cluster failed."""
        self.versions.ensure_live()
        live = Indexer(self.cluster, self.cluster.alias)
        log_changes(self.cluster, changes)
        live.apply(changes)
        live.refresh()

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build beside the live index; changes to it are logged meanwhile and replayed before the swap."""
        target = retry_while_busy(self._begin)
        self._index_missing(target, records)
        live = retry_while_busy(self.versions.live)
        if live:
            replay = ChangeReplay(self.cluster, live.name, target)
            while retry_while_busy(replay.copy):
                pass
            with self.versions.write_blocked(live.name):
                retry_while_busy(lambda: replay.copy(again=True))
                retry_while_busy(lambda: self.versions.put_live(target))
            retry_while_busy(lambda: self.versions.remove([live.name]))
        else:
            retry_while_busy(lambda: self.versions.put_live(target))
        self._vocabulary.invalidate()

    def _begin(self) -> str:
        """The index of an interrupted rebuild, or an empty one; changes are logged from then on."""
        unfinished = self.versions.unfinished()
        if unfinished:
            return unfinished.name
        if self.versions.exists():
            clear_log(self.cluster)
        return self.versions.create()

    def _index_missing(self, target: str, records: Iterable[Record]) -> None:
        """Index the missing records in batches, so that an interrupted rebuild loses little.

        Records of an interrupted rebuild that no longer exist are deleted.
        """
        writing = Indexer(self.cluster, target)
        retry_while_busy(writing.refresh)
        held = set(self._keys(target))
        gone = set(held)
        stream = iter(records)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sent: deque[Future[None]] = deque()
            while batch := {(record.source, record.key): record for record in islice(stream, BATCH)}:
                gone -= batch.keys()
                fresh = {key: record for key, record in batch.items() if key not in held}
                sent.append(pool.submit(retry_while_busy, partial(writing.apply, fresh, replace=False)))
                if len(sent) > AT_ONCE:
                    sent.popleft().result()
            for each in sent:
                each.result()
        retry_while_busy(writing.refresh)
        retry_while_busy(lambda: writing.apply(dict.fromkeys(gone)))
        retry_while_busy(lambda: compact(self.cluster, target))
        retry_while_busy(writing.refresh)

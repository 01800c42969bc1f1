"""The engine for many machines: finds, counts and keeps an index in an Elasticsearch cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any

from search.engines.elasticsearch.changes import TakingOver, forget_notes, note
from search.engines.elasticsearch.client import Server, patiently
from search.engines.elasticsearch.connection_url import read_address
from search.engines.elasticsearch.executor import Asking
from search.engines.elasticsearch.index_versions import Generations
from search.engines.elasticsearch.indexer import Changes, Key, Writing
from search.engines.elasticsearch.query_compiler import PIECES, RECORDS
from search.engines.elasticsearch.vocabulary import StoredWords, fold
from search.language import ANALYSER_VERSION
from search.types import IndexStatus, PageHit, Query, Record, Result
from search.vocabulary import Words

BATCH = 100  # records written together
AT_ONCE = 2  # batches of a build: one is analysed while the cluster takes the other
KEYS_AT_ONCE = 10_000


class ElasticsearchEngine:
    """See `search.types.Engine`. Any number of machines may search and write; a rebuild is for one at a time."""

    name = "elasticsearch"

    def __init__(self, url: str, *, api_key: str = "", shards: int = 1, replicas: int = 0) -> None:
        """Nothing is asked of the cluster yet.

        Args:
            url: See `search.engines.elasticsearch.connection_url.read_address`.
            api_key: Signs in when the address does not.
            shards: Of an index built from now on.
            replicas: Copies of each shard on other nodes.
        """
        self.server = Server(read_address(url, api_key))
        self.generations = Generations(self.server, ANALYSER_VERSION, shards, replicas)
        self._words = StoredWords(self.server)

    # --- asking

    def _asking(self, query: Query) -> Asking:
        return Asking(self.server, query, self._words.titles())

    def search(self, query: Query) -> Result:
        return self._asking(query).result()

    def pages(self, query: Query) -> Iterator[PageHit]:
        if not query.reading.empty:
            yield from self._asking(query).stream()

    def count(self, query: Query) -> tuple[int, int]:
        return (0, 0) if query.reading.empty else self._asking(query).count()

    def reaches(self, query: Query, pages: int) -> bool:
        return not query.reading.empty and self._asking(query).reaches(pages)

    def words(self) -> Words:
        return self._words.words()

    def status(self) -> IndexStatus:
        generations = self.generations.all()
        live = next((each for each in generations if each.live), None)
        if live is None:
            return IndexStatus(self.name, 0, missing=True)
        records, pieces = self._held(live.name)
        built = datetime.fromtimestamp(live.built, UTC) if live.built else None
        building = 0
        if unfinished := self.generations.unfinished():
            Writing(self.server, unfinished.name).refresh()
            building = self._held(unfinished.name)[0]
        size = self.generations.size(live.name)
        return IndexStatus(self.name, live.analyser, records, pieces, size, built=built, building=building)

    def keys(self, source: str) -> set[str]:
        return {key for name, key in self._keys(self.server.alias) if name == source}

    def _held(self, index: str) -> tuple[int, int]:
        """Records and pieces."""
        inner = {"pieces": {"nested": {"path": PIECES}}}
        body = {"size": 0, "aggs": {"records": {"nested": {"path": RECORDS}, "aggs": inner}}}
        records = self.server.search(body, index=index).get("aggregations", {}).get("records", {})
        return records.get("doc_count", 0), records.get("pieces", {}).get("doc_count", 0)

    def _keys(self, index: str) -> Iterator[Key]:
        """Source and key of every record."""
        sources = [{name: {"terms": {"field": f"{RECORDS}.{name}"}}} for name in ("source", "key")]
        after: dict[str, Any] = {}
        while True:
            parts = {"composite": {"size": KEYS_AT_ONCE, "sources": sources, **after}}
            body = {"size": 0, "aggs": {"records": {"nested": {"path": RECORDS}, "aggs": {"keys": parts}}}}
            answer = self.server.search(body, index=index)
            found = answer.get("aggregations", {}).get("records", {}).get("keys", {})
            for bucket in found.get("buckets", ()):
                yield bucket["key"]["source"], bucket["key"]["key"]
            if "after_key" not in found:
                return
            after = {"after": found["after_key"]}

    # --- keeping

    def write(self, records: Iterable[Record]) -> None:
        stream = iter(records)
        while batch := list(islice(stream, BATCH)):
            self._change({(record.source, record.key): record for record in batch})

    def forget(self, source: str, keys: Collection[str]) -> None:
        stream = iter(keys)
        while batch := list(islice(stream, BATCH)):
            self._change({(source, key): None for key in batch})

    def _change(self, changes: Changes) -> None:
        patiently(lambda: self._put(changes))
        self._words.forget()

    def _put(self, changes: Changes) -> None:
        """Noted first, so that no rebuild misses what is half written when the cluster goes away."""
        self.generations.ensure_live()
        live = Writing(self.server, self.server.alias)
        note(self.server, changes)
        live.apply(changes)
        live.refresh()

    def rebuild(self, records: Iterable[Record]) -> None:
        """Build beside the live index; what is written to that meanwhile is noted there and taken over."""
        target = patiently(self._begin)
        self._fill(target, records)
        live = patiently(self.generations.live)
        if live:
            taking_over = TakingOver(self.server, live.name, target)
            while patiently(taking_over.copy):
                pass
            with self.generations.closed(live.name):
                patiently(lambda: taking_over.copy(again=True))
                patiently(lambda: self.generations.put_live(target))
            patiently(lambda: self.generations.remove([live.name]))
        else:
            patiently(lambda: self.generations.put_live(target))
        self._words.forget()

    def _begin(self) -> str:
        """The index that an interrupted rebuild left, or an empty one; from then on changes are noted."""
        unfinished = self.generations.unfinished()
        if unfinished:
            return unfinished.name
        forget_notes(self.server)
        return self.generations.create()

    def _fill(self, target: str, records: Iterable[Record]) -> None:
        """Add what is not there yet, a batch at a time, so that little is lost when it is interrupted.

        What an interrupted build took and the records do not hold any more is taken out again.
        """
        writing = Writing(self.server, target)
        patiently(writing.refresh)
        held = set(self._keys(target))
        gone = set(held)
        stream = iter(records)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sent: deque[Future[None]] = deque()
            while batch := {(record.source, record.key): record for record in islice(stream, BATCH)}:
                gone -= batch.keys()
                fresh = {key: record for key, record in batch.items() if key not in held}
                sent.append(pool.submit(patiently, partial(writing.apply, fresh, replace=False)))
                if len(sent) > AT_ONCE:
                    sent.popleft().result()
            for each in sent:
                each.result()
        patiently(writing.refresh)
        patiently(lambda: writing.apply(dict.fromkeys(gone)))
        patiently(lambda: fold(self.server, target))
        patiently(writing.refresh)

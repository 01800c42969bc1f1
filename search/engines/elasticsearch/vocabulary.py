"""The vocabulary of the index, cached in memory and updated from stored deltas."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import uuid4

from search.engines.elasticsearch.client import Cluster, Operation
from search.vocabulary import InMemoryVocabulary

KIND = {"term": {"kind": "words"}}
AT_ONCE = 50
IN_ONE_SUM = 20_000  # words
FRESH = 1.0  # seconds before title tokens are checked again for writes of other processes


class VocabularyCache:
    """Sums the stored deltas. Thread-safe."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._lock = threading.Lock()
        self._index = ""
        self._asked = 0.0
        self._begin("")

    def vocabulary(self) -> InMemoryVocabulary:
        """The current vocabulary; fetches deltas that are new."""
        index, changes = self._state()
        with self._lock:
            self._asked = time.monotonic()
            if index != self._index:
                self._begin(index)
            if index and changes != len(self._seen):
                self._fetch()
                self._words = InMemoryVocabulary((word, chunks) for word, chunks in self._counts.items() if chunks > 0)
            return self._words

    def titles(self) -> Collection[str]:
        """The tokens of all titles, at most a second old."""
        if time.monotonic() - self._asked > FRESH:
            self.vocabulary()
        return self._titles.keys()

    def invalidate(self) -> None:
        """Check for new deltas on the next call."""
        self._asked = 0.0

    def _begin(self, index: str) -> None:
        self._index = index
        self._seen: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._titles: Counter[str] = Counter()
        self._words = InMemoryVocabulary(())

    def _state(self) -> tuple[str, int]:
        """The name of the live index and its number of deltas."""
        by_index = {"of": {"terms": {"field": "_index", "size": 2}}}
        answer = self.cluster.search({"size": 0, "query": KIND, "aggs": by_index})
        buckets = answer.get("aggregations", {}).get("of", {}).get("buckets", [])
        return (buckets[0]["key"], buckets[0]["doc_count"]) if buckets else ("", 0)

    def _fetch(self) -> None:
        unseen: dict[str, Any] = {"bool": {"filter": [KIND], "must_not": [{"ids": {"values": sorted(self._seen)}}]}}
        for hit in self.cluster.scan({"size": AT_ONCE, "query": unseen, "sort": ["_doc"]}, index=self._index):
            self._seen.add(hit["_id"])
            self._counts.update(hit["_source"]["words"])
            self._titles.update(hit["_source"]["titles"])


def compact(cluster: Cluster, index: str) -> None:
    """Replace the many deltas of a rebuild by their sums."""
    words: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    changes = []
    for hit in cluster.scan({"size": AT_ONCE, "query": KIND, "sort": ["_doc"]}, index=index):
        changes.append(hit["_id"])
        words.update(hit["_source"]["words"])
        titles.update(hit["_source"]["titles"])
    sums = [words_operation(part, {}) for part in _parts(words)] + [
        words_operation({}, part) for part in _parts(titles)
    ]
    cluster.bulk(index, [*sums, *(Operation("delete", change) for change in changes)])


def words_operation(words: Mapping[str, int], titles: Mapping[str, int]) -> Operation:
    """A delta of document frequencies: words in chunks and tokens in titles."""
    return Operation("index", f"words {uuid4()}", {"kind": "words", "words": words, "titles": titles})


def _parts(counts: Mapping[str, int]) -> Iterator[dict[str, int]]:
    rows = iter(counts.items())
    while part := dict(islice(rows, IN_ONE_SUM)):
        yield part

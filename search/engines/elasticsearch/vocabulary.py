"""The words of the index, kept in memory and brought up to date by what was written since."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import uuid4

from search.engines.elasticsearch.client import Operation, Server
from search.vocabulary import Words

KIND = {"term": {"kind": "words"}}
AT_ONCE = 50
IN_ONE_SUM = 20_000  # words
FRESH = 1.0  # seconds that the tokens of titles are taken for granted, when another process wrote


class StoredWords:
    """Adds up the changes that writers leave. Threads may share it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._lock = threading.Lock()
        self._index = ""
        self._asked = 0.0
        self._begin("")

    def words(self) -> Words:
        """Asks how many changes there are, and fetches those that are new."""
        index, changes = self._state()
        with self._lock:
            self._asked = time.monotonic()
            if index != self._index:
                self._begin(index)
            if index and changes != len(self._seen):
                self._fetch()
                self._words = Words((word, pieces) for word, pieces in self._counts.items() if pieces > 0)
            return self._words

    def titles(self) -> Collection[str]:
        """The tokens of all titles, as they were at most a second ago."""
        if time.monotonic() - self._asked > FRESH:
            self.words()
        return self._titles.keys()

    def forget(self) -> None:
        """Ask again the next time: something was written."""
        self._asked = 0.0

    def _begin(self, index: str) -> None:
        self._index = index
        self._seen: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._titles: Counter[str] = Counter()
        self._words = Words(())

    def _state(self) -> tuple[str, int]:
        """The name of the live index and the number of changes in it."""
        by_index = {"of": {"terms": {"field": "_index", "size": 2}}}
        answer = self.server.search({"size": 0, "query": KIND, "aggs": by_index})
        buckets = answer.get("aggregations", {}).get("of", {}).get("buckets", [])
        return (buckets[0]["key"], buckets[0]["doc_count"]) if buckets else ("", 0)

    def _fetch(self) -> None:
        unseen: dict[str, Any] = {"bool": {"filter": [KIND], "must_not": [{"ids": {"values": sorted(self._seen)}}]}}
        for hit in self.server.scan({"size": AT_ONCE, "query": unseen, "sort": ["_doc"]}, index=self._index):
            self._seen.add(hit["_id"])
            self._counts.update(hit["_source"]["words"])
            self._titles.update(hit["_source"]["titles"])


def fold(server: Server, index: str) -> None:
    """Put sums in the place of the many changes that a whole build leaves."""
    words: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    changes = []
    for hit in server.scan({"size": AT_ONCE, "query": KIND, "sort": ["_doc"]}, index=index):
        changes.append(hit["_id"])
        words.update(hit["_source"]["words"])
        titles.update(hit["_source"]["titles"])
    sums = [words_operation(part, {}) for part in _parts(words)] + [
        words_operation({}, part) for part in _parts(titles)
    ]
    server.bulk(index, [*sums, *(Operation("delete", change) for change in changes)])


def words_operation(words: Mapping[str, int], titles: Mapping[str, int]) -> Operation:
    """How many more pieces hold each word and how many more titles each token; the index holds the sum of these."""
    return Operation("index", f"words {uuid4()}", {"kind": "words", "words": words, "titles": titles})


def _parts(counts: Mapping[str, int]) -> Iterator[dict[str, int]]:
    rows = iter(counts.items())
    while part := dict(islice(rows, IN_ONE_SUM)):
        yield part

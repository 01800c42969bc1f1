"""The words of the index, kept in memory and brought up to date by what was written since."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import Any
from uuid import uuid4

from search.engines.elasticsearch.server import Operation, Server
from search.vocabulary import Words

KIND = {"term": {"kind": "words"}}
AT_ONCE = 50
IN_ONE_SUM = 20_000  # words


class StoredWords:
    """Adds up the changes that writers leave. Threads may share it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._lock = threading.Lock()
        self._index = ""
        self._seen: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._words = Words(())

    def words(self) -> Words:
        """Asks how many changes there are, and fetches those that are new."""
        index, changes = self._state()
        with self._lock:
            if index != self._index:
                self._index, self._seen, self._counts, self._words = index, set(), Counter(), Words(())
            if index and changes != len(self._seen):
                self._fetch()
                self._words = Words((word, pieces) for word, pieces in self._counts.items() if pieces > 0)
            return self._words

    def _state(self) -> tuple[str, int]:
        """The name of the live index and the number of changes in it."""
        by_index = {"of": {"terms": {"field": "_index", "size": 2}}}
        answer = self.server.search({"size": 0, "query": KIND, "aggs": by_index})
        buckets = answer.get("aggregations", {}).get("of", {}).get("buckets", [])
        return (buckets[0]["key"], buckets[0]["doc_count"]) if buckets else ("", 0)

    def _fetch(self) -> None:
        unseen: dict[str, Any] = {"bool": {"filter": [KIND], "must_not": [{"ids": {"values": sorted(self._seen)}}]}}
        body = {"size": AT_ONCE, "_source": ["words"], "query": unseen, "sort": ["_doc"]}
        for hit in self.server.scan(body, index=self._index):
            self._seen.add(hit["_id"])
            self._counts.update(hit["_source"]["words"])


def fold(server: Server, index: str) -> None:
    """Put sums in the place of the many changes that a whole build leaves."""
    counts: Counter[str] = Counter()
    changes = []
    for hit in server.scan({"size": AT_ONCE, "_source": ["words"], "query": KIND, "sort": ["_doc"]}, index=index):
        changes.append(hit["_id"])
        counts.update(hit["_source"]["words"])
    rows = iter(counts.items())
    sums = [words_operation(dict(part)) for part in iter(lambda: list(islice(rows, IN_ONE_SUM)), [])]
    server.bulk(index, [*sums, *(Operation("delete", change) for change in changes)])


def words_operation(counts: Mapping[str, int]) -> Operation:
    """How many more pieces hold each word; the sum of all such changes is what the index holds."""
    return Operation("index", f"words {uuid4()}", {"kind": "words", "words": counts})

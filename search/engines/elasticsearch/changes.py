"""The change log of the live index, replayed into the index that is being built beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.engines.elasticsearch.client import Cluster, Operation
from search.engines.elasticsearch.indexer import Indexer, Key

KIND = {"term": {"kind": "changed"}}
AT_ONCE = 500


def log_changes(cluster: Cluster, changed: Iterable[Key]) -> None:
    """Log that these records of the live index are about to change."""
    cluster.bulk(cluster.alias, (_log_entry(source, key) for source, key in changed))


def clear_log(cluster: Cluster) -> None:
    """Empty the log: a rebuild that starts now reads everything written until now."""
    hits = cluster.scan({"size": AT_ONCE, "_source": False, "query": KIND, "sort": ["_doc"]})
    cluster.bulk(cluster.alias, [Operation("delete", hit["_id"]) for hit in hits])


@dataclass
class ChangeReplay:
    """Copies logged changes of one index into another, each once."""

    cluster: Cluster
    old: str
    new: str
    _copied: dict[Key, int] = field(default_factory=dict)  # with the sequence number of the log entry

    def copy(self, *, again: bool = False) -> int:
        """Copy the changes since the last call; returns the number of records.

        A record is logged before it is written, so a copy may come in between: `again` copies everything in the
        log, once writes are blocked.
        """
        Indexer(self.cluster, self.old).refresh()
        entries = self._log_entries(self.old)
        copied = {} if again else self._copied
        fresh = {key: number for key, number in entries.items() if copied.get(key) != number}
        wanted = list(fresh)
        for place in range(0, len(wanted), AT_ONCE):
            part = wanted[place : place + AT_ONCE]
            stored = Indexer(self.cluster, self.old).stored(part)
            Indexer(self.cluster, self.new).apply({key: stored.get(key) for key in part})
            Indexer(self.cluster, self.new).refresh()
        self._copied |= fresh
        return len(wanted)

    def _log_entries(self, index: str) -> dict[Key, int]:
        body = {"size": AT_ONCE, "query": KIND, "sort": ["_doc"], "seq_no_primary_term": True}
        hits = ((hit["_source"]["changed"], hit["_seq_no"]) for hit in self.cluster.scan(body, index=index))
        return {(entry["source"], entry["key"]): number for entry, number in hits}


def _log_entry(source: str, key: str) -> Operation:
    document = {"kind": "changed", "changed": {"source": source, "key": key}}
    return Operation("index", f"changed {source} {key}", document)

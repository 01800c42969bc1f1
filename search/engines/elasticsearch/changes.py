"""Notes of what was written to the live index, so that one being built beside it can take it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.engines.elasticsearch.client import Operation, Server
from search.engines.elasticsearch.indexer import Key, Writing

KIND = {"term": {"kind": "changed"}}
AT_ONCE = 500


def note(server: Server, changed: Iterable[Key]) -> None:
    """Say that these records of the live index changed."""
    server.bulk(server.alias, (_note(source, key) for source, key in changed))


def forget_notes(server: Server) -> None:
    """Begin anew: a build that starts now reads all that was written until now."""
    hits = server.scan({"size": AT_ONCE, "_source": False, "query": KIND, "sort": ["_doc"]})
    server.bulk(server.alias, [Operation("delete", hit["_id"]) for hit in hits])


@dataclass
class TakingOver:
    """Copies what changed in one index into another, each change once."""

    server: Server
    old: str
    new: str
    _copied: dict[Key, int] = field(default_factory=dict)  # with the number of the note's version

    def copy(self, *, again: bool = False) -> int:
        """Bring over what changed since the last time; how many records.

        A record is noted before it is written, so a copy may come in between: `again` brings over all that was ever
        noted, for the time when nobody writes any more.
        """
        Writing(self.server, self.old).refresh()
        notes = self._notes(self.old)
        fresh = notes if again else {key: number for key, number in notes.items() if self._copied.get(key) != number}
        wanted = list(fresh)
        for place in range(0, len(wanted), AT_ONCE):
            part = wanted[place : place + AT_ONCE]
            stored = Writing(self.server, self.old).stored(part)
            Writing(self.server, self.new).apply({key: stored.get(key) for key in part})
            Writing(self.server, self.new).refresh()
        self._copied |= fresh
        return len(wanted)

    def _notes(self, index: str) -> dict[Key, int]:
        body = {"size": AT_ONCE, "query": KIND, "sort": ["_doc"], "seq_no_primary_term": True}
        hits = ((hit["_source"]["changed"], hit["_seq_no"]) for hit in self.server.scan(body, index=index))
        return {(note["source"], note["key"]): number for note, number in hits}


def _note(source: str, key: str) -> Operation:
    document = {"kind": "changed", "changed": {"source": source, "key": key}}
    return Operation("index", f"changed {source} {key}", document)

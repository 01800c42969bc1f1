"""Adds records to an index and removes them, by optimistic read-modify-write of their groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from search.engines.elasticsearch.client import Cluster, Operation, translated_errors
from search.engines.elasticsearch.mapping import document_of, group_id, records_of, title_tokens_of, words_of
from search.engines.elasticsearch.query_compiler import RECORDS
from search.engines.elasticsearch.vocabulary import words_operation
from search.types import EngineUnavailable, Record

Key = tuple[str, str]  # source and key of a record
Changes = Mapping[Key, Record | None]  # None: delete it

ATTEMPTS = 20  # of conflicting writes to the same group


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """A group document as stored, with its version."""

    source: str
    name: str
    records: Mapping[str, Record] = field(default_factory=dict)
    version: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return group_id(self.source, self.name)

    def operation(self, records: Mapping[str, Record]) -> Operation:
        """The operation that replaces the stored records by these."""
        if not records:
            return Operation("delete", self.id, version=self.version)
        document = document_of(self.source, self.name, records.values())
        return Operation("index" if self.version else "create", self.id, document, self.version)


class Indexer:
    """Writes to one index, by its name or by the alias."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self.cluster = cluster
        self.index = index

    def apply(self, changes: Changes, *, replace: bool = True) -> None:
        """Write and delete records. Without `replace` existing records are left alone.

        Raises:
            EngineUnavailable: The cluster does not answer, or the version conflicts did not end.
        """
        pending = dict(changes)
        for _attempt in range(ATTEMPTS):
            pending = self._attempt(pending, replace)
            if not pending:
                return
        raise EngineUnavailable("groups were changed by others all the while")

    def refresh(self) -> None:
        """Make everything written searchable."""
        with translated_errors():
            self.cluster.client.indices.refresh(index=self.index)

    def stored(self, keys: Iterable[Key]) -> dict[Key, Record]:
        """The searchable records with these keys."""
        wanted = set(keys)
        groups = self._groups({}, self._groups_of(wanted))
        found = {(group.source, key): record for group in groups for key, record in group.records.items()}
        return {key: record for key, record in found.items() if key in wanted}

    def _attempt(self, changes: Changes, replace: bool) -> dict[Key, Record | None]:
        """Apply the changes once; returns those to retry after a version conflict."""
        current = self._groups_of(changes) if replace else set()
        read = [(group, _changed(group, changes, replace)) for group in self._groups(changes, current)]
        written = {group.id: (group, group.operation(after)) for group, after in read if after != group.records}
        conflicts = self.cluster.bulk(self.index, [operation for _group, operation in written.values()])
        self._count(written[id] for id in written if id not in conflicts)
        sources = {written[id][0].source for id in conflicts}
        return {key: record for key, record in changes.items() if key[0] in sources}

    def _count(self, written: Iterable[tuple[StoredGroup, Operation]]) -> None:
        """Store the change of the word counts as a delta, so that writers need not wait for each other."""
        words: Counter[str] = Counter()
        titles: Counter[str] = Counter()
        for group, operation in written:
            words.update(words_of(operation.document or {}))
            titles.update(title_tokens_of(operation.document or {}))
            if group.records:
                before = document_of(group.source, group.name, group.records.values())
                words.subtract(words_of(before))
                titles.subtract(title_tokens_of(before))
        changed = [{word: count for word, count in counts.items() if count} for counts in (words, titles)]
        if any(changed):
            self.cluster.bulk(self.index, [words_operation(*changed)])

    def _groups_of(self, keys: Iterable[Key]) -> set[Key]:
        """Source and name of the groups that have these records."""
        by_source: dict[str, list[str]] = {}
        for source, key in keys:
            by_source.setdefault(source, []).append(key)
        return {(source, name) for source in by_source for name in self._holding(source, by_source[source])}

    def _holding(self, source: str, keys: list[str]) -> Iterator[str]:
        within = {"nested": {"path": RECORDS, "query": {"terms": {f"{RECORDS}.key": keys}}}}
        body = {
            "size": 10 * len(keys),  # each is in one group, or in two while it moves
            "_source": False,
            "docvalue_fields": ["group"],
            "query": {"bool": {"filter": [{"term": {"source": source}}, within]}},
        }
        for hit in self.cluster.search(body, index=self.index)["hits"]["hits"]:
            yield hit["fields"]["group"][0]

    def _groups(self, changes: Changes, current: set[Key]) -> Iterator[StoredGroup]:
        """The stored groups that have these records or will have them."""
        wanted = current | {(record.source, record.group) for record in changes.values() if record}
        names = {group_id(source, name): (source, name) for source, name in sorted(wanted)}
        if not names:
            return
        with translated_errors():
            documents = self.cluster.client.mget(index=self.index, ids=list(names))["docs"]
        for document in documents:
            source, name = names[document["_id"]]
            if document.get("found"):
                version = {"if_seq_no": document["_seq_no"], "if_primary_term": document["_primary_term"]}
                yield StoredGroup(source, name, records_of(document["_source"]), version)
            else:
                yield StoredGroup(source, name)


def _changed(group: StoredGroup, changes: Changes, replace: bool) -> dict[str, Record]:
    """The records of the group after the changes."""
    after = dict(group.records)
    for (source, key), record in changes.items():
        if source != group.source or (key in after and not replace):
            continue
        after.pop(key, None)
        if record and record.group == group.name:
            after[key] = record
    return after

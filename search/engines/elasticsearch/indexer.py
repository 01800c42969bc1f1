"""Putting records into an index and taking them out: a group is read, changed and written back as it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from search.engines.elasticsearch.client import Operation, Server, reached
from search.engines.elasticsearch.mapping import document_of, group_id, records_of, title_tokens_of, words_of
from search.engines.elasticsearch.query_compiler import RECORDS
from search.engines.elasticsearch.vocabulary import words_operation
from search.types import EngineAway, Record

Key = tuple[str, str]  # source and key of a record
Changes = Mapping[Key, Record | None]  # None: it is to be forgotten

ATTEMPTS = 20  # at a group that others write at the same time


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """A group as the index holds it, and the version to be replaced."""

    source: str
    name: str
    records: Mapping[str, Record] = field(default_factory=dict)
    version: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return group_id(self.source, self.name)

    def operation(self, records: Mapping[str, Record]) -> Operation:
        """What puts these records in the place of those that were read."""
        if not records:
            return Operation("delete", self.id, version=self.version)
        document = document_of(self.source, self.name, records.values())
        return Operation("index" if self.version else "create", self.id, document, self.version)


class Writing:
    """Changes one index, by its name or by the alias."""

    def __init__(self, server: Server, index: str) -> None:
        self.server = server
        self.index = index

    def apply(self, changes: Changes, *, replace: bool = True) -> None:
        """Write and forget. Without `replace` a record that is there stays as it is.

        Raises:
            EngineAway: The cluster is away, or others kept changing the same groups.
        """
        pending = dict(changes)
        for _attempt in range(ATTEMPTS):
            pending = self._attempt(pending, replace)
            if not pending:
                return
        raise EngineAway("groups were changed by others all the while")

    def refresh(self) -> None:
        """Let what was written be found."""
        with reached():
            self.server.client.indices.refresh(index=self.index)

    def stored(self, keys: Iterable[Key]) -> dict[Key, Record]:
        """The records with these keys, as far as they are there and can be found."""
        wanted = set(keys)
        groups = self._groups({}, self._places(wanted))
        found = {(group.source, key): record for group in groups for key, record in group.records.items()}
        return {key: record for key, record in found.items() if key in wanted}

    def _attempt(self, changes: Changes, replace: bool) -> dict[Key, Record | None]:
        """Those of the changes that have to be made again, as their group was changed meanwhile."""
        places = self._places(changes) if replace else set()
        read = [(group, _changed(group, changes, replace)) for group in self._groups(changes, places)]
        written = {group.id: (group, group.operation(after)) for group, after in read if after != group.records}
        conflicts = self.server.bulk(self.index, [operation for _group, operation in written.values()])
        self._count(written[id] for id in written if id not in conflicts)
        sources = {written[id][0].source for id in conflicts}
        return {key: record for key, record in changes.items() if key[0] in sources}

    def _count(self, written: Iterable[tuple[StoredGroup, Operation]]) -> None:
        """Add to the words of the index; what is kept is the change, so writers need not wait for each other."""
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
            self.server.bulk(self.index, [words_operation(*changed)])

    def _places(self, keys: Iterable[Key]) -> set[Key]:
        """Source and name of the groups that hold the records."""
        by_source: dict[str, list[str]] = {}
        for source, key in keys:
            by_source.setdefault(source, []).append(key)
        return {(source, name) for source in by_source for name in self._holding(source, by_source[source])}

    def _holding(self, source: str, keys: list[str]) -> Iterator[str]:
        within = {"nested": {"path": RECORDS, "query": {"terms": {f"{RECORDS}.key": keys}}}}
        body = {
            "size": 10 * len(keys),  # each is in one group; in two for the moment in which it moves
            "_source": False,
            "docvalue_fields": ["group"],
            "query": {"bool": {"filter": [{"term": {"source": source}}, within]}},
        }
        for hit in self.server.search(body, index=self.index)["hits"]["hits"]:
            yield hit["fields"]["group"][0]

    def _groups(self, changes: Changes, places: set[Key]) -> Iterator[StoredGroup]:
        """The groups that hold the records or are to hold them."""
        wanted = places | {(record.source, record.group) for record in changes.values() if record}
        names = {group_id(source, name): (source, name) for source, name in sorted(wanted)}
        if not names:
            return
        with reached():
            documents = self.server.client.mget(index=self.index, ids=list(names))["docs"]
        for document in documents:
            source, name = names[document["_id"]]
            if document.get("found"):
                version = {"if_seq_no": document["_seq_no"], "if_primary_term": document["_primary_term"]}
                yield StoredGroup(source, name, records_of(document["_source"]), version)
            else:
                yield StoredGroup(source, name)


def _changed(group: StoredGroup, changes: Changes, replace: bool) -> dict[str, Record]:
    """The records of the group afterwards."""
    after = dict(group.records)
    for (source, key), record in changes.items():
        if source != group.source or (key in after and not replace):
            continue
        after.pop(key, None)
        if record and record.group == group.name:
            after[key] = record
    return after

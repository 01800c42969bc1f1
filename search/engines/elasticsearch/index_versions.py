"""The indexes behind one alias: the live one, and one that is being built beside it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError, NotFoundError

from search.engines.elasticsearch.client import Server, reached
from search.engines.elasticsearch.mapping import mapping, settings

FIRST = "first"  # the name of an index that was made by a write, when there was none
WHILE_BUILDING = {"index.refresh_interval": "-1"}
WHEN_LIVE: dict[str, Any] = {"index.refresh_interval": None}


@dataclass(frozen=True, slots=True)
class Generation:
    """One index."""

    name: str
    live: bool
    analyser: int
    built: int  # seconds since 1970; 0 while it is being built, and when it grew record by record


class Generations:
    """Finds, makes and swaps the indexes of one alias."""

    def __init__(self, server: Server, analyser: int, shards: int, replicas: int) -> None:
        self.server = server
        self.analyser = analyser
        self.settings = settings(shards, replicas)

    def all(self) -> list[Generation]:
        with reached():
            found = self.server.client.indices.get(index=f"{self.server.alias}.*", features=["aliases", "mappings"])
        return [
            Generation(name, self.server.alias in index["aliases"], meta["analyser"], meta.get("built", 0))
            for name, index in found.items()
            if (meta := index["mappings"].get("_meta", {})).get("of") == self.server.alias
        ]

    def live(self) -> Generation | None:
        return next((each for each in self.all() if each.live), None)

    def unfinished(self) -> Generation | None:
        """One begun by this analyser and never put in place."""
        return next((each for each in self.all() if not each.live and each.analyser == self.analyser), None)

    def ensure_live(self) -> None:
        """Make an empty index when there is none to write to."""
        with reached():
            if self.server.client.indices.exists_alias(name=self.server.alias):
                return
            self._make(f"{self.server.alias}.{FIRST}", aliases={self.server.alias: {}})

    def create(self) -> str:
        """An empty index, not yet live; what others left unfinished is removed."""
        self.remove(each.name for each in self.all() if not each.live)
        name = f"{self.server.alias}.{time.time_ns()}"
        with reached():
            self._make(name, settings=WHILE_BUILDING)
        return name

    def put_live(self, name: str) -> None:
        """Let the alias name this index, and no other, from now on, in one step."""
        old = [each.name for each in self.all() if each.live]
        indices = self.server.client.indices
        meta = {"analyser": self.analyser, "of": self.server.alias, "built": int(time.time())}
        with reached():
            indices.put_mapping(index=name, meta=meta)
            indices.put_settings(index=name, settings=WHEN_LIVE)
            actions: list[Mapping[str, Any]] = [{"add": {"index": name, "alias": self.server.alias}}]
            actions += [
                {"remove": {"index": each, "alias": self.server.alias, "must_exist": False}}
                for each in old
                if each != name
            ]
            indices.update_aliases(actions=actions)

    @contextmanager
    def closed(self, name: str) -> Iterator[None]:
        """Let writers wait, and those who are writing finish: none may change the index between last copy and swap.

        They try again by the alias, which then names the new index; when the swap fails, this one takes them again.
        """
        with reached():
            self.server.client.indices.add_block(index=name, block="write")
        try:
            yield
        except BaseException:
            with reached():
                self.server.client.indices.put_settings(index=name, settings={"index.blocks.write": None})
            raise

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with reached():
                self.server.client.indices.delete(index=name, ignore_unavailable=True)

    def size(self, name: str) -> int:
        """Bytes on disk, copies not counted."""
        try:
            with reached():
                stats = self.server.client.indices.stats(index=name, metric="store")
        except NotFoundError:
            return 0
        size: int = stats["_all"]["primaries"]["store"]["size_in_bytes"]
        return size

    def _make(self, name: str, **options: Any) -> None:
        """An index; it may be there already, made by another writer or by a request whose answer was lost."""
        self._put_template()
        try:
            self.server.client.indices.create(index=name, **options)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def _put_template(self) -> None:
        """What every index of this alias is made by: its fields, shards and copies."""
        self.server.client.indices.put_index_template(
            name=self.server.alias,
            index_patterns=[f"{self.server.alias}.*"],
            template={"settings": self.settings, "mappings": mapping(self.analyser, self.server.alias)},
        )

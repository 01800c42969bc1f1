"""The index versions behind one alias: the live one, and one that is being built."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError

from search.engines.elasticsearch.client import Cluster, translated_errors
from search.engines.elasticsearch.mapping import mapping, settings
from search.types import IndexMissing

FIRST = "first"  # name suffix of an index created by the first write
WHILE_BUILDING = {"index.refresh_interval": "-1"}
WHEN_LIVE: dict[str, Any] = {"index.refresh_interval": None}


@dataclass(frozen=True, slots=True)
class IndexVersion:
    """One index."""

    name: str
    live: bool
    analyser: int
    built: int  # Unix time; 0 while it is being built, and when it was never rebuilt


class IndexVersions:
    """Lists, creates and swaps the index versions of one alias."""

    def __init__(self, cluster: Cluster, analyser: int, shards: int, replicas: int) -> None:
        self.cluster = cluster
        self.analyser = analyser
        self.settings = settings(shards, replicas)

    def all(self) -> list[IndexVersion]:
        with translated_errors():
            found = self.cluster.client.indices.get(index=f"{self.cluster.alias}.*", features=["aliases", "mappings"])
        return [
            IndexVersion(name, self.cluster.alias in index["aliases"], meta["analyser"], meta.get("built", 0))
            for name, index in found.items()
            if (meta := index["mappings"].get("_meta", {})).get("of") == self.cluster.alias
        ]

    def live(self) -> IndexVersion | None:
        return next((each for each in self.all() if each.live), None)

    def unfinished(self) -> IndexVersion | None:
        """An unfinished version of this analyser."""
        return next((each for each in self.all() if not each.live and each.analyser == self.analyser), None)

    def exists(self) -> bool:
        """Whether there is a live index."""
        with translated_errors():
            return bool(self.cluster.client.indices.exists_alias(name=self.cluster.alias))

    def ensure_live(self) -> None:
        """Create an empty live index if there is none."""
        if self.exists():
            return
        with translated_errors():
            self._make(f"{self.cluster.alias}.{FIRST}", aliases={self.cluster.alias: {}})

    def create(self) -> str:
        """Create an empty index, not yet live; unfinished ones are removed."""
        self.remove(each.name for each in self.all() if not each.live)
        name = f"{self.cluster.alias}.{time.time_ns()}"
        with translated_errors():
            self._make(name, settings=WHILE_BUILDING)
        return name

    def put_live(self, name: str) -> None:
        """Move the alias to this index atomically."""
        old = [each.name for each in self.all() if each.live]
        indices = self.cluster.client.indices
        meta = {"analyser": self.analyser, "of": self.cluster.alias, "built": int(time.time())}
        with translated_errors():
            indices.put_mapping(index=name, meta=meta)
            indices.put_settings(index=name, settings=WHEN_LIVE)
            actions: list[Mapping[str, Any]] = [{"add": {"index": name, "alias": self.cluster.alias}}]
            actions += [
                {"remove": {"index": each, "alias": self.cluster.alias, "must_exist": False}}
                for each in old
                if each != name
            ]
            indices.update_aliases(actions=actions)

    @contextmanager
    def write_blocked(self, name: str) -> Iterator[None]:
        """Block writes to an index between the last replay and the swap; running writes finish first.

        Writers retry through the alias, which then names the new index; if the swap fails the block is removed.
        """
        with translated_errors():
            self.cluster.client.indices.add_block(index=name, block="write")
        try:
            yield
        except BaseException:
            with translated_errors():
                self.cluster.client.indices.put_settings(index=name, settings={"index.blocks.write": None})
            raise

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with translated_errors():
                self.cluster.client.indices.delete(index=name, ignore_unavailable=True)

    def size(self, name: str) -> int:
        """Bytes on disk, replicas not counted."""
        try:
            with translated_errors():
                stats = self.cluster.client.indices.stats(index=name, metric="store")
        except IndexMissing:
            return 0
        size: int = stats["_all"]["primaries"]["store"]["size_in_bytes"]
        return size

    def _make(self, name: str, **options: Any) -> None:
        """Create an index; it may exist already, created by another writer or by a retried request."""
        self._put_template()
        try:
            self.cluster.client.indices.create(index=name, **options)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def _put_template(self) -> None:
        """Install the index template: mapping, shards and replicas."""
        self.cluster.client.indices.put_index_template(
            name=self.cluster.alias,
            index_patterns=[f"{self.cluster.alias}.*"],
            template={"settings": self.settings, "mappings": mapping(self.analyser, self.cluster.alias)},
        )

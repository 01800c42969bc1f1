"""A durable queue of records to index again, kept in a file so that neither a restart nor a kill loses one."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

Line = tuple[str, str, str]  # source, key, and a name of the entry: the same key may be queued again meanwhile


def add(source: str, keys: Iterable[str]) -> None:
    """Enqueue these keys."""
    entry = uuid4().hex
    with _locked() as path, path.open("a") as file:
        file.writelines(f"{source}\t{key}\t{entry}\n" for key in keys)


def pending(source: str) -> list[Line]:
    """The entries of a source, which stay until they are removed."""
    return [line for line in _read(_path()) if line[0] == source]


def remove(done: Collection[Line]) -> None:
    """Remove entries that have been indexed; the file is replaced as a whole."""
    if not done:
        return
    gone = set(done)
    with _locked() as path:
        scratch = path.with_name(f"{path.name}.{os.getpid()}")
        scratch.write_text("".join("\t".join(line) + "\n" for line in _read(path) if line not in gone))
        scratch.replace(path)


def count() -> int:
    """Number of queued keys of all sources."""
    return len({(source, key) for source, key, _entry in _read(_path())})


def _path() -> Path:
    return Path(settings.SEARCH_QUEUE_DIR) / "reindex_queue"


def _read(path: Path) -> list[Line]:
    """Whole lines only: one that was cut off by a kill belongs to a change that was not acknowledged."""
    if not path.exists():
        return []
    rows = (line.rstrip("\n").split("\t") for line in path.read_text().splitlines(keepends=True) if line[-1] == "\n")
    return [(source, key, entry) for source, key, entry in rows]


@contextmanager
def _locked() -> Iterator[Path]:
    """The path of the file, locked against other processes that write to it."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path

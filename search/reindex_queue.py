"""A durable queue of records to index again, kept in a file so that no restart loses it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.conf import settings


def add(source: str, keys: Iterable[str]) -> None:
    """Enqueue these keys."""
    with _opened() as file:
        file.seek(0, 2)
        file.writelines(f"{source}\t{key}\n" for key in keys)


def drain(source: str) -> list[str]:
    """Remove and return the keys of a source, each once."""
    if not _path().exists():
        return []
    with _opened() as file:
        lines = [line.rstrip("\n").partition("\t") for line in file]
        file.seek(0)
        file.truncate()
        file.writelines(f"{name}\t{key}\n" for name, _, key in lines if name != source)
    return sorted({key for name, _, key in lines if name == source})


def count() -> int:
    """Number of queued keys of all sources."""
    path = _path()
    return len(set(path.read_text().splitlines())) if path.exists() else 0


def _path() -> Path:
    return Path(settings.SEARCH_QUEUE_DIR) / "reindex_queue"


@contextmanager
def _opened() -> Iterator[TextIO]:
    """The queue file, locked against other processes."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file

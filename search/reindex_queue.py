"""Keys of records that could not be indexed: kept in a file, so that no restart loses them."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.conf import settings


def note(source: str, keys: Iterable[str]) -> None:
    """Remember these keys until `take`."""
    with _opened() as file:
        file.seek(0, 2)
        file.writelines(f"{source}\t{key}\n" for key in keys)


def take(source: str) -> list[str]:
    """The keys noted for a source, each once; they are forgotten here."""
    if not _path("missed").exists():
        return []
    with _opened() as file:
        lines = [line.rstrip("\n").partition("\t") for line in file]
        file.seek(0)
        file.truncate()
        file.writelines(f"{name}\t{key}\n" for name, _, key in lines if name != source)
    return sorted({key for name, _, key in lines if name == source})


def count() -> int:
    """How many keys are noted, of all sources."""
    path = _path("missed")
    return len(set(path.read_text().splitlines())) if path.exists() else 0


def _path(name: str) -> Path:
    return Path(settings.SEARCH_NOTES_DIR) / name


@contextmanager
def _opened() -> Iterator[TextIO]:
    """The file of keys, held against other processes."""
    path = _path("missed")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file

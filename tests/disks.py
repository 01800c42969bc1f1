"""File systems of a test's own: a small one that fills up, and a view of a folder that nobody can write to."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = b"\0" * 4096


@contextmanager
def small_disk(megabytes: int = 1) -> Iterator[Path]:
    """An empty file system in memory.

    Raises:
        CalledProcessError: This process may mount none.
    """
    with mounted("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs") as folder:
        yield folder


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The same folder at another path, where nothing can be written."""
    with mounted("--bind", str(folder)) as view:
        run("mount", "-o", "remount,bind,ro", str(view))
        yield view


@contextmanager
def mounted(*what: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        run("mount", *what, folder)
        try:
            yield Path(folder)
        finally:
            run("umount", "--lazy", folder)  # who has a file open keeps it


def fill(folder: Path) -> Path:
    """A file that takes all that is left of the disk; removing it makes room again."""
    ballast = folder / "ballast"
    with ballast.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(CHUNK)
        except OSError:
            os.sync()
    return ballast


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)

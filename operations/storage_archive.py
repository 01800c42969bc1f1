"""Packs the files of a Django storage, folder or bucket, into a tar archive, and unpacks them again."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage


def stored_names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file below a folder, as a path within the storage, sorted within each folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing has been stored yet
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(files))
    for name in sorted(folders):
        yield from stored_names(storage, prefix + name)


def pack(storage: Storage, path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        for name in stored_names(storage):
            with storage.open(name) as file:
                entry = tarfile.TarInfo(name)
                entry.size = storage.size(name)
                entry.mtime = storage.get_modified_time(name).timestamp()
                archive.addfile(entry, file)


def unpack(storage: Storage, path: Path) -> None:
    """Store every file of an archive under the name that it had.

    Raises:
        FileExistsError: The storage gave a file another name, as it holds one of that name already.
    """
    with tarfile.open(path) as archive:
        for entry in archive:
            if content := archive.extractfile(entry):
                given = storage.save(entry.name, File(content, entry.name))
                if given != entry.name:
                    raise FileExistsError(f"{entry.name} was stored as {given}")

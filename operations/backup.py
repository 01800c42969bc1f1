"""A backup is a folder: the database, an archive for each storage of files, and the checksums of these."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from operations import database_dump
from operations.storage_archive import pack, stored_names, unpack

ARCHIVES = {"default": "media.tar", "plan_files": "plan-files.tar"}  # by the storage's name in STORAGES
CHECKSUMS = "SHA256SUMS"  # as `sha256sum --check` reads it


class RestoreRefused(Exception):
    """A restore that did not begin; says why."""


def create_backup(parent: Path) -> Path:
    """Make a backup named by the time, readable by its owner alone. It has its name first when it is whole.

    The database comes first: collected files are never changed or deleted, so all that its rows name is there after it.

    Raises:
        OSError, subprocess.CalledProcessError: It could not be made; what there is of it is called `partial-…`.
    """
    name = f"{timezone.localtime():%Y-%m-%dT%H%M%S}"
    folder = parent / f"partial-{name}"
    parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    database_dump.dump(folder)
    for storage, archive in ARCHIVES.items():
        pack(storages[storage], folder / archive)
    (folder / CHECKSUMS).write_text("".join(f"{checksum(path)}  {path.name}\n" for path in sorted(folder.iterdir())))
    return folder.rename(parent / name)


def delete_older(parent: Path, keep: int) -> None:
    """Delete all whole backups below a folder but the newest ones; what else lies there is left alone."""
    backups = sorted(sums.parent for sums in parent.glob(f"[0-9]*T[0-9]*/{CHECKSUMS}"))
    for folder in backups[:-keep]:
        shutil.rmtree(folder)


def restore(folder: Path) -> None:
    """Fill an empty site from a backup of the same kind of database, of this version or an earlier one.

    Raises:
        RestoreRefused: The backup is not whole, or the site holds something; nothing was changed.
        OSError, subprocess.CalledProcessError: It went wrong half-way; empty the site and begin again.
    """
    if damaged := damaged_files(folder):
        raise RestoreRefused(f"The backup is not whole: {', '.join(damaged)}")
    if not database_dump.is_empty():
        raise RestoreRefused("The database has tables already. Restore into an empty one.")
    if filled := [storage for storage in ARCHIVES if next(stored_names(storages[storage]), None)]:
        raise RestoreRefused(f"There are files already in the storage {' and '.join(filled)}. Move them away.")
    database_dump.load(folder)
    for storage, archive in ARCHIVES.items():
        unpack(storages[storage], folder / archive)
    call_command("migrate", verbosity=0)
    call_command("rebuild_status_periods", verbosity=0)
    call_command("rebuild_search", verbosity=0)


def damaged_files(folder: Path) -> list[str]:
    """The files of a backup that are missing or have another checksum than they were written with."""
    if not (folder / CHECKSUMS).exists():
        return [CHECKSUMS]
    lines = [line.split("  ", 1) for line in (folder / CHECKSUMS).read_text().splitlines()]
    return [name for known, name in lines if not (folder / name).exists() or checksum(folder / name) != known]


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

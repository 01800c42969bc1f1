"""Temporary files and cached values that nobody will use: a process that is killed leaves them behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

from delivery.disk_cache import DiskCache
from delivery.disk_space import temporary_folder

# Copies of files from an object storage, uploads that Django is taking in. Folders of readers: `prune_readings`.
IN_TEMPORARY_FOLDER = ("plan-file-*", "*.upload*")
IN_VAR = ("language/.building-*", "search/*.link")


def delete_temporary_files(before: float) -> int:
    """Delete what was last changed before a time, in seconds of the epoch. Gives the number of files and folders.

    What belongs to another user of the machine is left alone.
    """
    left = [path for path in leftovers() if path.lstat().st_mtime < before and path.lstat().st_uid == os.geteuid()]
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left)


def leftovers() -> Iterator[Path]:
    places = (
        (temporary_folder(), IN_TEMPORARY_FOLDER),
        (Path(settings.VAR_DIR), IN_VAR),
    )
    for folder, patterns in places:
        for pattern in patterns:
            yield from folder.glob(pattern)


def delete_expired_values(before: float) -> int:
    """Delete expired values of the caches in files, and what writers left there before a time. Gives their number."""
    disk_caches = [cache for cache in caches.all(initialized_only=False) if isinstance(cache, DiskCache)]
    return sum(cache.delete_expired(before) for cache in disk_caches)

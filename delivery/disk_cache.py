"""A cache in files that does without its disk: what cannot be written is made anew the next time."""

from __future__ import annotations

import logging
import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger(__name__)
QUIET_SECONDS = 60.0  # between two lines of the log
UNREADABLE = (OSError, EOFError, ValueError, pickle.UnpicklingError, zlib.error)


class DiskCache(FileBasedCache):
    """Django's cache in files, for a disk that may be full, read-only or damaged: it then holds nothing."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.folder = Path(self._dir)  # type: ignore[attr-defined]  # as FileBasedCache calls it
        self._last_warning = -QUIET_SECONDS

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        with self._doing_without():
            return super().get(key, default, version)
        return default

    def set(self, key: Any, value: Any, *args: Any, **options: Any) -> None:
        with self._doing_without():
            super().set(key, value, *args, **options)

    def touch(self, key: Any, *args: Any, **options: Any) -> bool:
        with self._doing_without():
            return bool(super().touch(key, *args, **options))
        return False

    def delete(self, key: Any, version: int | None = None) -> bool:
        with self._doing_without():
            return bool(super().delete(key, version))
        return False

    def has_key(self, key: Any, version: int | None = None) -> bool:
        with self._doing_without():
            return bool(super().has_key(key, version))
        return False

    def delete_expired(self, before: float) -> int:
        """Delete the values that have expired, and files of writers that were killed before a time. Gives the number.

        Django deletes an expired value when somebody asks for it, which for most keys is never.
        """
        deleted = 0
        for file in self.folder.glob("*"):
            with self._doing_without():
                if file.suffix == self.cache_suffix:
                    with file.open("rb") as opened:
                        deleted += bool(self._is_expired(opened))  # type: ignore[attr-defined]  # deletes it
                elif file.name.startswith("tmp") and file.stat().st_mtime < before:
                    file.unlink(missing_ok=True)
                    deleted += 1
        return deleted

    @contextmanager
    def _doing_without(self) -> Iterator[None]:
        try:
            yield
        except UNREADABLE as error:
            if time.monotonic() - self._last_warning > QUIET_SECONDS:
                self._last_warning = time.monotonic()
                logger.warning("The cache in %s cannot be used: %s", self.folder, error)

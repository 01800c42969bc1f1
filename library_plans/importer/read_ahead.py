"""Reads files beside a caller that registers many of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from delivery.disk_space import require_room
from extraction.types import Extraction
from library_plans.importer.pipeline import SCRATCH_PREFIX, extract_edition, store_or_keep
from library_plans.models import Edition


class ReadAhead:
    """Reads the files of editions in the order in which they are added, while the caller does something else.

    All that touches the database is done by the caller. One thread, because `multiprocessing` mixes up children that
    several threads start.
    """

    def __init__(self) -> None:
        self._reader = ThreadPoolExecutor(max_workers=1)
        self._scratch = tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX)
        self._waiting: list[tuple[int, Path, Future[Extraction]]] = []

    def __enter__(self) -> ReadAhead:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._reader.shutdown(cancel_futures=True)
        self._scratch.cleanup()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, edition: Edition) -> None:
        """Have the file of an edition read, but not stored.

        Raises:
            DiskFull: There is no room for what the readers write.
        """
        require_room()
        folder = Path(self._scratch.name, str(edition.pk))
        folder.mkdir()
        self._waiting.append((edition.pk, folder, self._reader.submit(extract_edition, edition, folder)))

    def store(self) -> Iterator[Edition]:
        """Store what was read, one edition after the other, as `read_edition` does.

        Raises:
            ReadingInterrupted: By nothing that lies in the file. Its edition and those after it are left as they were.
        """
        for pk, folder, extraction in self._waiting:
            yield store_or_keep(pk, extraction.result())
            shutil.rmtree(folder)

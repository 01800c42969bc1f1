"""Makes the file of an edition, of a row of an import or of a case available as a path on this machine."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Protocol


class FileHolder(Protocol):
    """A row with a file that was collected or sent in."""

    @property
    def file(self) -> Any: ...

    @property
    def sha256(self) -> str: ...


@contextmanager
def local_file(holder: FileHolder) -> Iterator[Path]:
    """The path of the file, or of a temporary copy when its storage is not a folder of this machine.

    Raises:
        FileNotFoundError: The storage has no such file.
    """
    try:
        path = Path(holder.file.path)
    except NotImplementedError:
        with tempfile.TemporaryDirectory(prefix="plan-file-") as folder:
            yield copy_to(holder, Path(folder))
        return
    if not path.exists():
        raise FileNotFoundError(path)
    yield path


def copy_to(holder: FileHolder, folder: Path) -> Path:
    copy = folder / PurePosixPath(str(holder.file.name)).name
    with holder.file.open("rb") as source, copy.open("wb") as target:
        shutil.copyfileobj(source, target)
    return copy

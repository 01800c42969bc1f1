"""The frozen file of an edition where a child process can open it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from library_plans.models import Edition


@contextmanager
def local_file(edition: Edition) -> Iterator[Path]:
    """The file where it lies or, when its storage is no folder of this machine, a copy that lasts as long as the block.

    Raises:
        FileNotFoundError: The storage has no such file.
    """
    try:
        path = Path(edition.file.path)
    except NotImplementedError:
        with tempfile.TemporaryDirectory(prefix="plan-file-") as folder:
            yield fetched(edition, Path(folder))
        return
    if not path.exists():
        raise FileNotFoundError(path)
    yield path


def fetched(edition: Edition, folder: Path) -> Path:
    copy = folder / PurePosixPath(str(edition.file.name)).name
    with edition.file.open("rb") as source, copy.open("wb") as target:
        shutil.copyfileobj(source, target)
    return copy

"""Makes the file of an edition available as a path on this machine."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from library_plans.models import Edition


@contextmanager
def local_file(edition: Edition) -> Iterator[Path]:
    """The path of the file, or of a temporary copy when its storage is not a folder of this machine.

    Raises:
        FileNotFoundError: The storage has no such file.
    """
    try:
        path = Path(edition.file.path)
    except NotImplementedError:
        with tempfile.TemporaryDirectory(prefix="plan-file-") as folder:
            yield copy_to(edition, Path(folder))
        return
    if not path.exists():
        raise FileNotFoundError(path)
    yield path


def copy_to(edition: Edition, folder: Path) -> Path:
    copy = folder / PurePosixPath(str(edition.file.name)).name
    with edition.file.open("rb") as source, copy.open("wb") as target:
        shutil.copyfileobj(source, target)
    return copy

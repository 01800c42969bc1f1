"""Room on the disks that the site writes to: what is large is refused while little is left, before anything breaks."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from psycopg.errors import DiskFull as PostgresqlDiskFull

FULL = {errno.ENOSPC, errno.EDQUOT}
PRIMARY = 0xFF  # of an extended error code of SQLite


class DiskFull(Exception):
    """There is too little room for what was asked for; the message is a sentence for the user."""


def free_bytes() -> int:
    """What the site may still write where there is least: under VAR_DIR, or among the temporary files."""
    return min(shutil.disk_usage(existing(folder)).free for folder in (Path(settings.VAR_DIR), temporary_folder()))


def temporary_folder() -> Path:
    return Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir())


def existing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())


def has_room(needed: int = 0) -> bool:
    """Whether MIN_FREE_DISK_BYTES are left after so many bytes have been written."""
    return free_bytes() - needed >= settings.MIN_FREE_DISK_BYTES


def require_room(needed: int = 0) -> None:
    """Return when there is room.

    Raises:
        DiskFull: There is not.
    """
    if not has_room(needed):
        raise DiskFull(_("There is too little room on the server's disk. Tell the operator, and try again later."))


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error comes from a full disk: of the file system, SQLite or PostgreSQL, or caused by one of these."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_FULL:
            return True
        if isinstance(error, PostgresqlDiskFull | DiskFull):
            return True
        error = error.__cause__ or error.__context__
    return False

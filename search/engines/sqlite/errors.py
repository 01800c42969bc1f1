"""Errors of SQLite and of the file system as errors of the engine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from search.types import EngineUnavailable, IndexBroken

PRIMARY = 0xFF  # of an extended error code
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
LOST_TABLE = "no such table"  # in a file that another program wrote


@contextmanager
def translated_errors() -> Iterator[None]:
    """Translate what is wrong with the file or the disk to `EngineUnavailable`; mistakes in SQL stay what they are."""
    try:
        yield
    except OSError as error:
        raise EngineUnavailable(str(error)) from error
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & PRIMARY  # none where a text is no UTF-8
        if code in BROKEN or LOST_TABLE in str(error):
            raise IndexBroken(str(error)) from error
        if code == sqlite3.SQLITE_ERROR:
            raise
        raise EngineUnavailable(str(error)) from error

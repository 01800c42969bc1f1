"""Takes the rights of group and others from what the site has written: databases, files, keys, indexes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

OTHERS = 0o077
PASS_THROUGH = 0o011
OF_OTHER_USERS = {"services"}  # the servers that tests use run as users of their own


def tighten(folder: Path) -> int:
    """Leave all below a folder to its owner alone, as whatever is written from now on. Gives the number of changes.

    Links are not followed, and what another user owns is left alone. A folder that holds one of these can be passed
    through.
    """
    shared = [each for each in folder.iterdir() if each.name in OF_OTHER_USERS]
    changed = int(_tighten(folder, PASS_THROUGH if shared else 0))
    for here, folders, files in os.walk(folder):
        if Path(here) == folder:
            folders[:] = [name for name in folders if name not in OF_OTHER_USERS]
        changed += sum(_tighten(Path(here, name)) for name in (*folders, *files))
    return changed


def _tighten(path: Path, kept: int = 0) -> bool:
    try:
        found = path.lstat()
    except FileNotFoundError:  # a temporary file
        return False
    mode = stat.S_IMODE(found.st_mode)
    wanted = mode & ~OTHERS | mode & kept
    if stat.S_ISLNK(found.st_mode) or found.st_uid != os.geteuid() or mode == wanted:
        return False
    path.chmod(wanted)
    return True

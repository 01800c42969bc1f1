"""Files inside one folder: no name, link or device leads to anything else on the machine."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")  # control characters, bytes that are no UTF-8, ends of lines


class RefusedFile(ValueError):
    """A name that leads to no file of the folder; the message is a sentence for the user."""


@contextmanager
def open_in_folder(folder: Path, name: str) -> Iterator[Path]:
    """A path to the very file that was checked, whatever is put in its place meanwhile; valid within the context.

    The name is followed part by part from the folder, and no part may be a link (`O_NOFOLLOW`). Nothing is opened for
    reading before it is known to be a regular file (`O_PATH`).

    Raises:
        RefusedFile: An absolute name, one with `..`, a link, a device, or nothing there.
    """
    parts = checked_parts(name)
    with ExitStack() as opened:
        descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        opened.callback(os.close, descriptor)
        for part in parts:
            try:
                descriptor = _open_part(part, descriptor)
            except OSError as error:
                raise RefusedFile(_("The file does not exist: %(name)s") % {"name": printable(name)}) from error
            opened.callback(os.close, descriptor)
            if stat.S_ISLNK(os.fstat(descriptor).st_mode):
                raise RefusedFile(_("Symbolic links are not followed: %(name)s") % {"name": printable(name)})
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedFile(_("Not a regular file: %(name)s") % {"name": printable(name)})
        yield Path(f"/proc/self/fd/{descriptor}")


def _open_part(name: str, folder: int) -> int:
    """A descriptor of what a name leads to in an open folder, whichever way its letters are composed there.

    Some machines store "å" as one character (NFC), others as two (NFD). The name as written comes first.

    Raises:
        OSError: There is nothing of that name.
    """
    try:
        return os.open(name, os.O_PATH | os.O_NOFOLLOW, dir_fd=folder)
    except FileNotFoundError:
        composed = unicodedata.normalize("NFC", name)
        alike = [found for found in _names_in(folder) if unicodedata.normalize("NFC", found) == composed]
        if not alike:
            raise
        return os.open(min(alike), os.O_PATH | os.O_NOFOLLOW, dir_fd=folder)


def _names_in(folder: int) -> list[str]:
    """The names in a folder that is open as a path, which cannot be listed itself."""
    readable = os.open(".", os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        return os.listdir(readable)  # noqa: PTH208 - a descriptor is no path
    finally:
        os.close(readable)


def checked_parts(name: str) -> tuple[str, ...]:
    """The parts of a name that stays inside its folder.

    Raises:
        RefusedFile: An empty or absolute name, one with `..`, or with characters that cannot be shown.
    """
    path = PurePosixPath(name)
    if any(unicodedata.category(character) in UNPRINTABLE for character in name):
        raise RefusedFile(
            _("The name of the file has characters that cannot be shown: %(name)s") % {"name": printable(name)}
        )
    if not path.parts:
        raise RefusedFile(_("The row names no file."))
    if path.is_absolute() or ".." in path.parts:
        raise RefusedFile(_("The file is outside the folder of the collection: %(name)s") % {"name": name})
    return path.parts


def names_in_folder(folder: Path) -> list[str]:
    """Whatever stands in a folder and the folders in it, in order of name; hidden names are left out.

    Links and devices are named too, so that `open_in_folder` can say why they are not taken. Linked folders are not
    entered.
    """
    names: list[str] = []
    for path, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(path) / name).is_symlink()]
        found = [name for name in [*files, *links] if not name.startswith(".")]
        names += [str((Path(path) / name).relative_to(folder)) for name in found]
    return sorted(names)


def printable(name: str) -> str:
    """The name with what cannot be shown written as an escape, such as `\\x00`."""
    return "".join(map(_printable_character, name))


def _printable_character(character: str) -> str:
    if unicodedata.category(character) in UNPRINTABLE:
        return character.encode("unicode_escape").decode("ascii")
    return character

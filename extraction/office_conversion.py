"""Turns Word documents of the older kind (.doc) and RTF into DOCX by LibreOffice, where it is installed.

LibreOffice is loaded into an isolated child process as a library (LibreOfficeKit): no program is started, no socket is
opened, and nothing can outlive the child. Run as a program it would need both.

Source:
    Order of the functions: LibreOfficeKit.h of LibreOffice 7.4; new ones are added at the end of their tables.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
from pathlib import Path
from typing import Any, BinaryIO

from extraction.file_type import detect_media_type
from extraction.reasons import ReasonCode
from extraction.sandbox import Limits
from extraction.types import MediaType, TextState, Unreadable

CONVERTED_FILE = "converted.docx"
LIBRARIES = ("libmergedlo.so", "libsofficeapp.so")  # one of them, by how it was built
# What LibreOffice reads beside its own folder: settings and lists of extensions of the machine. Nothing of a user.
READABLE = (Path("/etc/libreoffice"), Path("/var/lib/libreoffice"), Path("/var/spool/libreoffice"))
REFUSALS = {MediaType.DOC: ReasonCode.LEGACY_WORD, MediaType.RTF: ReasonCode.RICH_TEXT_FORMAT}
# LibreOffice maps more memory than it uses. It converts a long plan in some seconds; a hostile file can keep it going.
LIMITS = Limits(memory=2 * 1024**3, cpu=30, wall=75)
CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL)
# Places in the tables of functions.
LOAD_DOCUMENT = 2
SAVE_AS = 2


def installed_office() -> Path | None:
    """The library of LibreOffice, if it is installed."""
    program = shutil.which("soffice")
    folder = Path(program).resolve().parent if program else Path("/nonexistent")
    return next((folder / name for name in LIBRARIES if (folder / name).exists()), None)


def accepted_media_type(file: BinaryIO) -> MediaType:
    """The format of a file, which must be open for reading and seeking, if it can be read on this machine.

    Raises:
        Unreadable: As `detect_media_type`; and for a format that takes LibreOffice, where that is not installed.
    """
    media_type = detect_media_type(file)
    if media_type in REFUSALS and installed_office() is None:
        raise Unreadable(TextState.UNSUPPORTED, REFUSALS[media_type])
    return media_type


def convert_document(scratch: Path, file: str, library: str) -> None:
    """Write a document as `CONVERTED_FILE`; none is written when LibreOffice cannot open it."""
    os.environ.update(HOME=str(scratch), TMPDIR=str(scratch), SAL_USE_VCLPLUGIN="svp")
    start = ctypes.CDLL(library).libreofficekit_hook_2
    start.restype = ctypes.c_void_p
    start.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    office = start(os.fsencode(Path(library).parent), _address(scratch / "profile"))
    for crash in CRASHES:
        signal.signal(crash, signal.SIG_DFL)  # its own handlers wait for an answer that nobody gives
    document = _call(office, LOAD_DOCUMENT, ctypes.c_void_p, _address(Path(file))) if office else None
    if document:
        _call(document, SAVE_AS, ctypes.c_int, _address(scratch / CONVERTED_FILE), b"docx", None)


def _address(path: Path) -> bytes:
    return path.absolute().as_uri().encode()


def _call(target: int, place: int, result: Any, *arguments: bytes | None) -> Any:
    """Call the function at a place in the table that an object of LibreOfficeKit begins with."""
    table = ctypes.cast(target, ctypes.POINTER(ctypes.c_void_p))[0]
    address = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[place]
    function = ctypes.CFUNCTYPE(result, ctypes.c_void_p, *[ctypes.c_char_p] * len(arguments))(address)
    return function(target, *arguments)

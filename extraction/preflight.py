"""Checks before a file is read: no password, not too long, no archive bomb."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf

from extraction.file_type import open_package
from extraction.reasons import ReasonCode
from extraction.types import MediaType, TextState, Unreadable

MAX_PAGES = 2_000
MAX_UNPACKED = 200 * 1024**2
MAX_RATIO = 100
SMALL_PART = 1024**2  # a part below this may be packed as hard as it likes
MAX_HTML = 20 * 1024**2

RTF_BINARY = re.compile(rb"(?<!\\)(?:\\\\)*\\bin(\d+)")
ODT_ENCRYPTION = re.compile(rb"<(?:[\w-]+:)?encryption-data\b")


def check_file(path: Path, media_type: MediaType) -> None:
    """Refuse a file before any reader touches it.

    Raises:
        Unreadable: Locked, more than 2,000 pages, a package of more than 200 MB or swelling over a hundredfold, or
            an RTF that announces more binary data than it has: LibreOffice reads on and on for them.
    """
    if media_type is MediaType.PDF:
        _check_pdf(path)
    elif media_type is MediaType.HTML:
        if path.stat().st_size > MAX_HTML:
            raise Unreadable(TextState.TOO_BIG, ReasonCode.UNPACKS_TOO_LARGE)
    elif media_type is MediaType.RTF:
        _check_rtf(path.read_bytes())
    elif _is_package(path):
        _check_package(path)


def _is_package(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _check_pdf(path: Path) -> None:
    """What pikepdf cannot open pdfium may still be able to, so only a password or a number of pages refuses."""
    try:
        with pikepdf.open(path) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError as error:
        raise Unreadable(TextState.PASSWORD, ReasonCode.LOCKED_FILE) from error
    except MemoryError as error:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.UNPACKS_TOO_LARGE) from error
    except Exception:
        return
    if pages > MAX_PAGES:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.TOO_MANY_PAGES, limit=MAX_PAGES)


def _check_rtf(content: bytes) -> None:
    """Source: Rich Text Format Specification 1.9.1, `\\binN`: N bytes of binary data follow."""
    place = 0
    while binary := RTF_BINARY.search(content, place):
        place = binary.end() + (int(binary[1]) if len(binary[1]) < 11 else len(content))
        if place > len(content):
            raise Unreadable(TextState.DAMAGED, ReasonCode.READER_CRASHED)


def _check_package(path: Path) -> None:
    with path.open("rb") as file, open_package(file) as package:
        parts = package.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable(TextState.TOO_BIG, ReasonCode.UNPACKS_TOO_LARGE)
        if any(part.file_size > max(SMALL_PART, MAX_RATIO * max(1, part.compress_size)) for part in parts):
            raise Unreadable(TextState.TOO_BIG, ReasonCode.UNPACKS_TOO_LARGE)
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable(TextState.PASSWORD, ReasonCode.LOCKED_FILE)
        if ODT_ENCRYPTION.search(part_of(package, "META-INF/manifest.xml")):
            raise Unreadable(TextState.PASSWORD, ReasonCode.LOCKED_FILE)


def part_of(package: zipfile.ZipFile, name: str) -> bytes:
    """A part of a checked package; empty when it is not there.

    Raises:
        Unreadable: The part cannot be unpacked, or is longer than the package's list says.
    """
    try:
        with package.open(name) as part:
            content = part.read(MAX_UNPACKED + 1)
    except KeyError:
        return b""
    except Exception as error:  # zipfile and zlib raise what they please for a broken part
        raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_PACKAGE) from error
    if len(content) > MAX_UNPACKED:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.UNPACKS_TOO_LARGE)
    return content

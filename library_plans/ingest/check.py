"""Looks at a file's outside before its inside is read: length, number of pages, passwords, what a zip would unpack to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf

from library_plans.ingest.types import TextState, Unreadable

MAX_BYTES = 100 * 1024**2
MAX_PAGES = 2000
MAX_ENTRIES = 10_000
MAX_UNPACKED = 200 * 1024**2
MAX_RATIO = 100
RATIO_FROM = 4 * 1024**2  # a small file may be all blanks

PASSWORD = "Filen är låst med ett lösenord."  # noqa: S105 - a sentence


def check_size(path: Path, limit: int = MAX_BYTES) -> None:
    """Refuse what is longer than `limit` bytes."""
    size = path.stat().st_size
    if size > limit:
        raise Unreadable(TextState.TOO_BIG, f"Filen är {size // 1024**2} MB; högst {limit // 1024**2} MB tas emot.")


def check_pdf(data: bytes) -> None:
    """Refuse a PDF with a user password or too many pages.

    What pikepdf cannot open is left for pdfium to try, which mends more.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError:
        raise Unreadable(TextState.PASSWORD, PASSWORD) from None
    except Exception:  # noqa: BLE001 - pikepdf raises many types on broken files; pdfium decides
        return
    check_pages(pages)


def check_pages(pages: int) -> None:
    if pages > MAX_PAGES:
        raise Unreadable(TextState.TOO_BIG, f"Filen har {pages} sidor; högst {MAX_PAGES} läses.")


def open_zip(path: Path | io.BytesIO) -> zipfile.ZipFile:
    """The opened archive, when it is whole and does not unpack to more than the limits.

    `ZipFile.read` never gives more than the size stated in the directory, so the stated sizes can be trusted as limits.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Unreadable(TextState.DAMAGED, "Filen är skadad: arkivet går inte att öppna.") from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise Unreadable(TextState.TOO_BIG, "Filen packar upp till mer än vad som är tillåtet.")
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise Unreadable(TextState.TOO_BIG, "Filen packar upp till mer än vad som är tillåtet.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable(TextState.PASSWORD, PASSWORD)
    return archive

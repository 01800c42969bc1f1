"""Detects the format of a file from its bytes, never from its name."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import BinaryIO

from extraction.reasons import ReasonCode
from extraction.types import MediaType, TextState, Unreadable

HEAD = 4096
PDF_HEAD = 1024 + len(b"%PDF-")  # where readers look for the signature of a PDF that has something before it
MAX_ENTRIES = 10_000
TAIL = 66_000  # a zip's last record stands within its last 65,557 bytes

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_OBJECT = re.compile(rb"%PDF-\d|^\d+ +\d+ +obj\b|^startxref\b|^trailer\s*<<", re.MULTILINE)
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")
# A Word document of the older kind begins with its file information block: signature, then flags.
WORD_SIGNATURE, WORD_SIGNATURE_PLACE, WORD_FLAGS_PLACE = b"\xec\xa5", 512, 522
WORD_ENCRYPTED = 0x0100
HTML_START = re.compile(
    r"<(!doctype\s+html|html|head|body|title|meta|h[1-6]|p|div|table|span|article|main)\b", re.IGNORECASE
)
ODT_TYPES = ("application/vnd.oasis.opendocument.text",)
WORD_PARTS = ("wordprocessingml.document.main", "wordprocessingml.template.main", "ms-word.document.macroEnabled.main",
              "ms-word.template.macroEnabledTemplate.main")  # fmt: skip

IDENTIFYING_PARTS = ("mimetype", "[Content_Types].xml", "META-INF/manifest.xml")


def detect_media_type(file: BinaryIO) -> MediaType:
    """The format of a file, which must be open for reading and seeking.

    Raises:
        Unreadable: Empty, of another format, locked, or a package without a readable list of its parts.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise (
            Unreadable(TextState.UNSUPPORTED, ReasonCode.UNKNOWN_FORMAT)
            if head
            else Unreadable(TextState.DAMAGED, ReasonCode.EMPTY_FILE)
        )
    if b"%PDF-" in head[:PDF_HEAD]:
        return MediaType.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_type(file)
    if head.startswith(OLE_SIGNATURE):
        return _legacy_office_type(file, head)
    if head.lstrip().startswith(b"{\\rtf"):
        return MediaType.RTF
    return _text_type(head)


def _text_type(head: bytes) -> MediaType:
    text = _as_text(head)
    if "office:document" in text and "opendocument.text" in text:
        return MediaType.ODT
    if "\0" not in text and HTML_START.search(text):
        return MediaType.HTML
    if PDF_OBJECT.search(head):
        return MediaType.PDF  # a damaged one, of which readers can say more
    printable = sum(character.isprintable() or character.isspace() for character in text)
    looks_like_text = "\0" not in text and printable >= 0.97 * len(text)
    raise Unreadable(TextState.UNSUPPORTED, ReasonCode.PLAIN_TEXT if looks_like_text else ReasonCode.UNKNOWN_FORMAT)


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if head[1::2].count(0) > len(head) // 3:
        return head.decode("utf-16-le", errors="replace")
    if head[::2].count(0) > len(head) // 3:
        return head.decode("utf-16-be", errors="replace")
    return head.decode("utf-8", errors="replace") if b"\xc3" in head else head.decode("latin-1")


def _legacy_office_type(file: BinaryIO, head: bytes) -> MediaType:
    """A Word document; an encrypted one and other compound files are refused.

    Source:
        Flags of the file information block: MS-DOC 2.5.2 (fEncrypted).
    """
    is_word = head[WORD_SIGNATURE_PLACE:].startswith(WORD_SIGNATURE)
    flags = int.from_bytes(head[WORD_FLAGS_PLACE : WORD_FLAGS_PLACE + 2], "little")
    if _holds(file, ENCRYPTED_PACKAGE) or (is_word and flags & WORD_ENCRYPTED):
        raise Unreadable(TextState.PASSWORD, ReasonCode.LOCKED_DOCUMENT)
    if not _holds(file, WORD_STREAM):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.OTHER_OFFICE_FORMAT)
    return MediaType.DOC


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    """Whether some bytes stand in a file."""
    file.seek(0)
    before = b""
    while part := file.read(1024**2):
        if wanted in before + part:
            return True
        before = part[-len(wanted) :]
    return False


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    return file.read()


def open_package(file: BinaryIO) -> zipfile.ZipFile:
    """The zip of an office document; its list of parts is read only when it is of a reasonable length.

    Raises:
        Unreadable: No list of parts, or more than 10,000 of them.
    """
    tail = _tail(file)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_PACKAGE)
    entries, size = struct.unpack_from("<HI", tail, end + 10)
    if entries > MAX_ENTRIES or size > 100 * MAX_ENTRIES:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.TOO_MANY_PARTS)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_PACKAGE) from error


def _package_type(file: BinaryIO) -> MediaType:
    with open_package(file) as package:
        names = set(package.namelist())
        if "mimetype" in names and _start_of(package, "mimetype").startswith(ODT_TYPES):
            return MediaType.ODT
        types = _start_of(package, "[Content_Types].xml") if "[Content_Types].xml" in names else ""
        if any(part in types for part in WORD_PARTS) or "word/document.xml" in names:
            return MediaType.DOCX
        manifest = _start_of(package, "META-INF/manifest.xml") if "content.xml" in names else ""
        if "mimetype" not in names and any(kind in manifest for kind in ODT_TYPES):
            return MediaType.ODT
        if any(name in names and not _start_of(package, name) for name in IDENTIFYING_PARTS):
            raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_PACKAGE)
    raise Unreadable(TextState.UNSUPPORTED, ReasonCode.OTHER_OFFICE_FORMAT)


def _start_of(package: zipfile.ZipFile, name: str) -> str:
    """The first 100,000 bytes of a part; empty when it cannot be unpacked."""
    try:
        with package.open(name) as part:
            return part.read(100_000).decode("utf-8", errors="replace")
    except Exception:
        return ""

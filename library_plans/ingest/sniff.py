"""What a file is, by its first bytes; its name and what a web server called it count for nothing."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from pathlib import Path

from library_plans.ingest.types import TextState, Unreadable

HEAD = 64 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|span|font|center|pre|article|main)[\s>/]", re.I
)
PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")


class Container(StrEnum):
    """Which reader takes over; a zip tells only there whether it is DOCX or ODT."""

    PDF = "pdf"
    ZIP = "zip"
    FLAT_ODT = "fodt"
    HTML = "html"


def sniff(path: Path) -> Container:
    """What the file is.

    Raises:
        Unreadable: Empty (`damaged`), or a format that is not read (`unsupported`), with a sentence that helps.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise Unreadable(TextState.DAMAGED, "Filen är tom.")
    if head.startswith(ZIP):
        return Container.ZIP
    if b"%PDF-" in head or (PDF_OBJECT.search(head) and (b"endobj" in head or b"/Type" in head)):
        return Container.PDF
    refuse_known(head, path)
    text = as_text(head)
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in text and b"<office:document" in text:
        return Container.FLAT_ODT
    if MARKUP.search(text):
        return Container.HTML
    raise Unreadable(TextState.UNSUPPORTED, "Filen är inte i något format som kan läsas (PDF, DOCX, ODT eller HTML).")


def refuse_known(head: bytes, path: Path) -> None:
    """Name the formats that people send but that are not read."""
    if head.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise Unreadable(TextState.PASSWORD, "Filen är låst med ett lösenord.")
        raise Unreadable(
            TextState.UNSUPPORTED, "Filen är i det äldre Word-formatet (.doc). Spara den som PDF eller DOCX och skicka igen."
        )
    if head.lstrip().startswith(b"{\\rtf"):
        raise Unreadable(TextState.UNSUPPORTED, "Filen är i RTF-format. Spara den som PDF eller DOCX och skicka igen.")
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")):
        raise Unreadable(TextState.UNSUPPORTED, "Filen är en bild. Spara den som PDF och skicka igen.")


def as_text(head: bytes) -> bytes:
    """The head with one byte a letter, also when it is UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode("utf-8")
    return head

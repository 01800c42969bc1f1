"""Decodes a web page by its character set."""

from __future__ import annotations

import codecs
import re

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
WESTERN = {"ascii", "iso8859-1"}  # browsers read both as Windows-1252
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)


def decode_html(content: bytes) -> str:
    """HTML as text: by its byte order mark, by the character set it names, else UTF-8, else Windows-1252."""
    for mark, name in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    if content[1:200:2].count(0) > 50:
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return content.decode(_stated_charset(content), errors="replace")


def _stated_charset(content: bytes) -> str:
    """The character set that the page names, when it can be; a page with single bytes is not UTF-16 or ASCII."""
    for match in CHARSET.finditer(content[:4096]):
        try:
            name = codecs.lookup((match[1] or match[2]).decode("ascii", errors="ignore")).name
            "".encode(name)
        except (LookupError, ValueError, TypeError):
            continue
        if name not in WESTERN and not name.startswith(("utf-16", "utf-32")):
            return name
    return "cp1252"

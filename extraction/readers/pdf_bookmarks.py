"""The bookmarks of a PDF. Runs only in the sandboxed child process."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from extraction.layout import Bookmark

MAX_BOOKMARKS = 5_000


def read_bookmarks(document: Any) -> list[Bookmark]:
    """The bookmarks in order, at most 5,000 of them, each once."""
    bookmarks: list[Bookmark] = []
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while waiting and len(seen) < MAX_BOOKMARKS:
        bookmark, level = waiting.pop()
        address = ctypes.cast(bookmark, ctypes.c_void_p).value if bookmark else None
        if not address or address in seen:
            continue
        seen.add(address)
        found = _bookmark(document, bookmark, level)
        if found:
            bookmarks.append(found)
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, bookmark), level))
        if level < 6:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, bookmark), level + 1))
    return bookmarks


def _bookmark(document: Any, bookmark: Any, level: int) -> Bookmark | None:
    length = min(pdfium.FPDFBookmark_GetTitle(bookmark, None, 0), 2000)
    buffer = ctypes.create_string_buffer(max(length, 2))
    pdfium.FPDFBookmark_GetTitle(bookmark, buffer, length)
    title = " ".join(buffer.raw[: max(0, length - 2)].decode("utf-16-le", errors="ignore").split())
    target = pdfium.FPDFBookmark_GetDest(document, bookmark)
    if not target:
        action = pdfium.FPDFBookmark_GetAction(bookmark)
        target = pdfium.FPDFAction_GetDest(document, action) if action else None
    page = pdfium.FPDFDest_GetDestPageIndex(document, target) + 1 if target else 0
    return Bookmark(title, level, page, None) if title and page > 0 else None

"""The table of contents of an edition, from its headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extraction.types import PassageKind
from library_plans.models import Passage
from library_plans.reader.heading_anchors import heading_anchors

MAX_DEPTH = 2
MAX_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading: how many stand above it, its page, its address, and whether the page being read belongs to it."""

    title: str
    depth: int
    page: int
    url: str
    language: str
    is_active: bool = False


def table_of_contents(headings: Iterable[Passage], edition_url: str, page: int = 0) -> list[TocEntry]:
    """Entries for the two highest levels, or for one where that is too many; `page` is the page being read."""
    found = [passage for passage in headings if passage.kind == PassageKind.HEADING]
    anchors = heading_anchors(found)
    tops = [passage for passage in found if not passage.heading_path]
    top = 1 if len(tops) == 1 and len(found) > 1 else 0  # a single highest heading is the title of the document
    found = [passage for passage in found if len(passage.heading_path) >= top]
    for deepest in range(MAX_DEPTH, 0, -1):
        shown = [passage for passage in found if len(passage.heading_path) < top + deepest]
        if len(shown) <= MAX_ENTRIES:
            break
    current = next((passage for passage in reversed(shown) if passage.page_number <= page), None)
    return [
        TocEntry(
            title=passage.text,
            depth=len(passage.heading_path) - top,
            page=passage.page_number,
            url=f"{edition_url}sida/{passage.page_number}/#{anchors[passage.position]}",
            language=passage.language,
            is_active=passage is current,
        )
        for passage in shown[:MAX_ENTRIES]
    ]
